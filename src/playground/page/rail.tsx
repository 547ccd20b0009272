import type { ReactNode } from 'react'
import type { Channel, UserView, World } from '../api.ts'
import { ArchiveIcon, BatonMark, HomeIcon, LockIcon, SharedIcon } from './icons.tsx'
import { PeopleSwitch } from './people.tsx'
import { useReader } from './reader.ts'

type LinkProps = { id: string; name: string; unread: number; on: boolean; open: () => void; icon: ReactNode }

const PlaceLink = ({ id, name, unread, on, open, icon }: LinkProps) => (
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

type Props = {
  world: World
  view: UserView | undefined
  user: string
  place: string
  become: (user: string) => void
  open: (place: string) => void
}

const iconOf = (channel: Channel): ReactNode => {
  if (channel.kind === 'im') return <BatonMark size={18} />
  if (channel.isArchived) return <ArchiveIcon />
  if (channel.isExtShared) return <SharedIcon />
  return channel.isPrivate ? <LockIcon /> : '#'
}

/** The left rail of a pane: who I am, my channels, my direct messages, the App Home. */
export const Rail = ({ world, view, user, place, become, open }: Props) => {
  // The archive comes last: nobody works in it.
  const channels = (view?.channels ?? []).toSorted((a, b) => Number(a.isArchived) - Number(b.isArchived))
  const directs = channels.filter((channel) => channel.kind === 'im')
  const { isForeign } = useReader()
  const link = (channel: Channel) => (
    <PlaceLink
      key={channel.id}
      id={channel.id}
      name={channel.name}
      unread={channel.id === place ? 0 : channel.unread}
      on={channel.id === place}
      open={() => open(channel.id)}
      icon={iconOf(channel)}
    />
  )
  return (
    <nav className="rail" aria-label="Channels and people">
      <PeopleSwitch world={world} user={user} become={become} />
      <div className="rail-scroll">
        <h2>Channels</h2>
        {channels.filter((channel) => channel.kind === 'channel').map(link)}
        {directs.length > 0 ? <h2>Direct messages</h2> : null}
        {directs.map(link)}
        {isForeign ? null : (
          <>
            <h2>Apps</h2>
            <PlaceLink
              id="home"
              name="Baton Home"
              unread={0}
              on={place === 'home'}
              open={() => open('home')}
              icon={<HomeIcon />}
            />
          </>
        )}
      </div>
    </nav>
  )
}
