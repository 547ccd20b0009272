import type { ReactNode } from 'react'
import type { TeamsConversation, TeamsView } from '../../teams-api.ts'
import { Avatar } from '../avatar.tsx'
import { ArchiveIcon, BatonMark, LockIcon, PeopleIcon, SharedIcon } from '../icons.tsx'
import { PlaceLink, Rail } from '../rail.tsx'

type Props = { view: TeamsView | undefined; place: string; open: (place: string) => void }

const iconOf = ({ kind, isDeleted, channelType }: TeamsConversation): ReactNode => {
  if (kind === 'personal') return <BatonMark size={20} />
  if (isDeleted) return <ArchiveIcon />
  if (kind === 'group') return <PeopleIcon />
  if (channelType === 'shared') return <SharedIcon />
  return channelType === 'private' ? <LockIcon /> : null
}

type Team = { id: string; name: string; channels: TeamsConversation[] }

const groupByTeam = (channels: readonly TeamsConversation[]): Team[] => {
  const teams = new Map<string, Team>()
  for (const channel of channels) {
    const { id, name } = channel.team ?? { id: '', name: 'Channels' }
    const team = teams.get(id) ?? { id, name, channels: [] }
    team.channels.push(channel)
    teams.set(id, team)
  }
  return [...teams.values()]
}

/** The rail of the Teams client: my chats, and my teams with their channels. */
export const TeamsRail = ({ view, place, open }: Props) => {
  const all = (view?.conversations ?? []).toSorted((a, b) => Number(a.isDeleted) - Number(b.isDeleted))
  const chats = ['personal', 'group'].flatMap((kind) => all.filter((one) => one.kind === kind))
  const teams = groupByTeam(all.filter(({ kind }) => kind === 'channel'))
  const link = (one: TeamsConversation) => (
    <PlaceLink
      key={one.id}
      id={one.id}
      name={one.name}
      unread={one.id === place ? 0 : one.unread}
      on={one.id === place}
      open={() => open(one.id)}
      icon={iconOf(one)}
    />
  )
  return (
    <Rail>
      {chats.length > 0 ? <h2>Chat</h2> : null}
      {chats.map(link)}
      {teams.length > 0 ? <h2>Teams</h2> : null}
      {teams.map((team) => (
        <section key={team.id} className="team" aria-label={team.name}>
          <h3>
            <Avatar name={team.name} size={20} />
            {team.name}
          </h3>
          {team.channels.map(link)}
        </section>
      ))}
    </Rail>
  )
}
