import type { ReactNode } from 'react'
import { AppSwitch } from './app-switch.tsx'
import { usePaneSeat } from './pane-frame.tsx'
import { PeopleSwitch } from './people.tsx'

type LinkProps = {
  id: string
  name: string
  unread: number
  on: boolean
  open: () => void
  icon: ReactNode
}

/** One place of the rail, with what is unread there. */
export const PlaceLink = ({ id, name, unread, on, open, icon }: LinkProps) => (
  <button
    type="button"
    className={`place ${unread > 0 ? 'unread' : ''}`}
    aria-current={on ? 'page' : undefined}
    data-testid="place"
    data-place={id}
    data-name={name}
    onClick={open}
  >
    <span className="place-icon">{icon}</span>
    <span className="place-name">{name}</span>
    {unread > 0 ? (
      <span className="dot">
        {unread > 99 ? '99+' : unread}
        <span className="sr-only"> unread</span>
      </span>
    ) : null}
  </button>
)

/** The left rail of a pane: who I am, which client this is, and where I can go. */
export const Rail = ({ children }: { children: ReactNode }) => {
  const { people, user, become } = usePaneSeat()
  return (
    <nav className="rail" aria-label="Channels and people">
      <PeopleSwitch people={people} user={user} become={become} />
      <AppSwitch />
      <div className="rail-scroll">{children}</div>
    </nav>
  )
}
