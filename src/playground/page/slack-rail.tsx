import type { ReactNode } from 'react'
import type { Channel, UserView } from '../api.ts'
import { ArchiveIcon, BatonMark, HomeIcon, LockIcon, SharedIcon } from './icons.tsx'
import { PlaceLink, Rail } from './rail.tsx'
import { useReader } from './reader.ts'

type Props = { view: UserView | undefined; place: string; open: (place: string) => void }

const iconOf = (channel: Channel): ReactNode => {
  if (channel.kind === 'im') return <BatonMark size={18} />
  if (channel.isArchived) return <ArchiveIcon />
  if (channel.isExtShared) return <SharedIcon />
  return channel.isPrivate ? <LockIcon /> : '#'
}

/** The rail of the Slack client: my channels, my direct messages, the App Home. */
export const SlackRail = ({ view, place, open }: Props) => {
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
    <Rail>
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
    </Rail>
  )
}
