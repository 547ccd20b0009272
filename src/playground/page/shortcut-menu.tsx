import type { ReactNode } from 'react'
import { BatonMark } from './icons.tsx'
import { Menu } from './menu.tsx'

type Props = {
  list: readonly { id: string; name: string }[]
  start: (id: string) => void
  label: string
  className: string
  testId: string
  children: ReactNode
}

/** What can be started with the app here, behind a button; nothing where there is nothing. */
export const ShortcutMenu = ({ list, start, label, className, testId, children }: Props) => {
  if (list.length === 0) return null
  return (
    <Menu
      box="shortcuts"
      label={label}
      button={{ className, 'aria-label': label, title: label, 'data-testid': testId, children }}
      entries={list.map(({ id, name }) => ({
        id,
        className: 'shortcut',
        choose: () => start(id),
        children: (
          <>
            <BatonMark size={20} />
            <span>
              {name}
              <small>Baton</small>
            </span>
          </>
        ),
      }))}
    />
  )
}
