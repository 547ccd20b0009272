import { useState } from 'react'
import { Menu } from '../menu.tsx'
import { ConfirmDialog } from './confirm.tsx'
import type { FieldProps } from './element.tsx'
import { useSurface } from './surface.ts'

/** The menu behind "More…". */
export const OverflowMenu = ({ element, blockId }: FieldProps) => {
  const surface = useSurface()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<string | null>(null)
  const tap = async (value: string): Promise<void> => {
    setAsking(null)
    setBusy(true)
    await surface.tap(blockId, element, value)
    setBusy(false)
  }
  const choose = (value: string): void => {
    if (element.confirm) setAsking(value)
    else void tap(value)
  }
  return (
    <>
      <Menu
        button={{
          className: 'button more',
          'aria-busy': busy,
          disabled: busy,
          'data-action': element.action_id,
          children: 'More…',
        }}
        entries={(element.options ?? []).map(({ value, text, description }) => ({
          id: value,
          choose: () => choose(value),
          children: (
            <>
              {text.text}
              {description ? <small>{description.text}</small> : null}
            </>
          ),
        }))}
      />
      {asking !== null && element.confirm ? (
        <ConfirmDialog confirm={element.confirm} onYes={() => void tap(asking)} onNo={() => setAsking(null)} />
      ) : null}
    </>
  )
}
