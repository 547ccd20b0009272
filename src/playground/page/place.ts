import type { Channel, World } from '../api.ts'
import type { TeamsWorld } from '../teams-api.ts'

/** The platforms that the page plays. */
export type AppName = 'slack' | 'teams'

/** The platforms as people call them. */
export const appNames: Record<AppName, string> = { slack: 'Slack', teams: 'Teams' }

/** The people and places of each platform; Teams is null where the server does not play it. */
export type Worlds = { slack: World; teams: TeamsWorld | null }

/**
 * One half of the page: which client it is, who it is, what is open, and the thread in it. What is open is a channel's or a
 * conversation's id; in Slack also 'im' for the direct messages, or 'home'.
 */
export type PaneState = { app: AppName; user: string; place: string; thread: string | null }
export type Side = 0 | 1
export type TourState = { open: boolean; step: number; since: number; done: number[] }
export type PageState = {
  panes: [PaneState, PaneState]
  both: boolean
  /** The pane that was used last: the one that is shown when there is room for one. */
  shown: Side
  /** Where each person was last. */
  places: Record<string, string>
  tour: TourState
}

/** The words for a channel or a direct message: "#leads-dach", "Baton". */
export const nameOf = (channel: Channel): string => (channel.kind === 'im' ? channel.name : `#${channel.name}`)

/** The people of one platform. */
export const usersOf = (worlds: Worlds, app: AppName): { id: string; name: string; email: string; title: string }[] =>
  (app === 'slack' ? worlds.slack.users : worlds.teams?.users) ?? []

/** Who somebody of one platform is on the other: the same e-mail; null where they are not there. */
export const sameOn = (worlds: Worlds, app: AppName, user: string): string | null => {
  const email = usersOf(worlds, app === 'slack' ? 'teams' : 'slack').find(({ id }) => id === user)?.email
  return usersOf(worlds, app).find((one) => one.email === email)?.id ?? null
}

/** The first channel whose name begins with a prefix, of those that the person is in. */
export const findChannel = (world: World, user: string, prefix: string): string | null =>
  world.channels.find((channel) => channel.name.startsWith(prefix) && channel.members.includes(user))?.id ?? null

/** The first channel of Teams whose name begins with a prefix. */
export const findTeamsChannel = ({ teams }: Worlds, prefix: string): string | null => {
  const channels = teams?.conversations.filter(({ kind, isDeleted }) => kind === 'channel' && !isDeleted) ?? []
  return channels.find(({ name }) => name.startsWith(prefix))?.id ?? null
}

/** Where somebody begins who has been nowhere yet. */
export const firstPlace = (worlds: Worlds, app: AppName, user: string): string => {
  const { slack } = worlds
  if (app === 'teams')
    return (
      findTeamsChannel(worlds, 'leads-dach') ??
      findTeamsChannel(worlds, 'leads') ??
      findTeamsChannel(worlds, '') ??
      'personal'
    )
  return findChannel(slack, user, 'leads-dach') ?? findChannel(slack, user, '') ?? 'home'
}
