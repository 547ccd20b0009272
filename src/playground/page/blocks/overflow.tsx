import { useState } from 'react'
import { useMenu } from '../menu.ts'
import { ConfirmDialog } from './confirm.tsx'
import type { FieldProps } from './element.tsx'
import { useSurface } from './surface.ts'

/** The menu behind "More…". */
export const OverflowMenu = ({ element, blockId }: FieldProps) => {
  const surface = useSurface()
  const menu = useMenu()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<string | null>(null)
  const tap = async (value: string): Promise<void> => {
    setAsking(null)
    setBusy(true)
    await surface.tap(blockId, element, value)
    setBusy(false)
  }
  const choose = (value: string): void => {
    menu.close()
    if (element.confirm) setAsking(value)
    else void tap(value)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu are heard here, on behalf of its items
    <div className="menu-root" ref={menu.root} onKeyDown={menu.onKeyDown}>
      <button
        type="button"
        className="button more"
        aria-haspopup="menu"
        aria-expanded={menu.open}
        aria-busy={busy}
        disabled={busy}
        data-action={element.action_id}
        onClick={menu.toggle}
      >
        More…
      </button>
      {menu.open ? (
        <div className={`menu ${menu.up ? 'up' : ''}`} role="menu">
          {(element.options ?? []).map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              className="menu-item"
              data-item
              tabIndex={-1}
              onClick={() => choose(option.value)}
            >
              {option.text.text}
              {option.description ? <small>{option.description.text}</small> : null}
            </button>
          ))}
        </div>
      ) : null}
      {asking !== null && element.confirm ? (
        <ConfirmDialog confirm={element.confirm} onYes={() => void tap(asking)} onNo={() => setAsking(null)} />
      ) : null}
    </div>
  )
}
