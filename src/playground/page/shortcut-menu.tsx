import type { ReactNode } from 'react'
import type { Shortcut } from '../api.ts'
import { useAct } from './act.ts'
import { BatonMark } from './icons.tsx'
import { Menu } from './menu.tsx'
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
  const act = useAct()
  const { shortcuts } = useReader()
  const start = ({ callbackId }: Shortcut) =>
    void act({ type: 'shortcut', callbackId, ...(message ? { message } : {}) })
  return (
    <Menu
      box="shortcuts"
      label={label}
      button={{ className, 'aria-label': label, title: label, 'data-testid': testId, children }}
      entries={shortcuts
        .filter((shortcut) => shortcut.type === type)
        .map((shortcut) => ({
          id: shortcut.callbackId,
          className: 'shortcut',
          choose: () => start(shortcut),
          children: (
            <>
              <BatonMark size={20} />
              <span>
                {shortcut.name}
                <small>Baton</small>
              </span>
            </>
          ),
        }))}
    />
  )
}
