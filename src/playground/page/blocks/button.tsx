import { useState } from 'react'
import { ConfirmDialog } from './confirm.tsx'
import type { FieldProps } from './element.tsx'
import { useSurface } from './surface.ts'

/** A button: asks first where the product says so, and is busy until the product has answered. */
export const ButtonElement = ({ element, blockId }: FieldProps) => {
  const surface = useSurface()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const tap = async (): Promise<void> => {
    setAsking(false)
    setBusy(true)
    if (element.url) window.open(element.url, '_blank', 'noreferrer')
    await surface.tap(blockId, element, element.value)
    setBusy(false)
  }
  return (
    <>
      <button
        type="button"
        className={`button ${element.style ?? ''}`}
        aria-label={element.accessibility_label}
        aria-busy={busy}
        disabled={busy}
        data-action={element.action_id}
        onClick={() => (element.confirm ? setAsking(true) : void tap())}
      >
        {element.text?.text}
      </button>
      {asking && element.confirm ? (
        <ConfirmDialog confirm={element.confirm} onYes={() => void tap()} onNo={() => setAsking(false)} />
      ) : null}
    </>
  )
}
