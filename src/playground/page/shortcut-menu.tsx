import type { ReactNode } from 'react'
import type { ActRequest, Shortcut } from '../api.ts'
import { wordsFor } from './act-words.ts'
import { useConnection } from './connection-context.ts'
import { BatonMark } from './icons.tsx'
import { useMenu } from './menu.ts'
import { useReader } from './reader.ts'

type Props = {
  type: Shortcut['type']
  /** The message that the shortcuts stand at. */
  message?: { channel: string; ts: string }
  label: string
  className: string
  testId: string
  children: ReactNode
}

/** The app's shortcuts, from anywhere or at a message, behind a button. */
export const ShortcutMenu = ({ type, message, label, className, testId, children }: Props) => {
  const connection = useConnection()
  const { user, notify, shortcuts } = useReader()
  const menu = useMenu()
  const start = async ({ callbackId }: Shortcut): Promise<void> => {
    menu.close()
    const request: ActRequest = { type: 'shortcut', callbackId, ...(message ? { message } : {}) }
    const words = wordsFor(await connection.act(user, request))
    if (words) notify(words)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu are heard here, on behalf of its items
    <div className="menu-root" ref={menu.root} onKeyDown={menu.onKeyDown}>
      <button
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={menu.open}
        aria-label={label}
        title={label}
        data-testid={testId}
        onClick={menu.toggle}
      >
        {children}
      </button>
      {menu.open ? (
        <div className={`menu shortcuts ${menu.up ? 'up' : ''}`} role="menu" aria-label={label}>
          {shortcuts
            .filter((shortcut) => shortcut.type === type)
            .map((shortcut) => (
              <button
                key={shortcut.callbackId}
                type="button"
                role="menuitem"
                className="menu-item shortcut"
                data-item
                tabIndex={-1}
                onClick={() => void start(shortcut)}
              >
                <BatonMark size={20} />
                <span>
                  {shortcut.name}
                  <small>Baton</small>
                </span>
              </button>
            ))}
        </div>
      ) : null}
    </div>
  )
}
