import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Settings } from '../domain/settings.ts'
import { slackManifest } from '../slack/manifest.ts'
import { botScopes } from '../slack/permissions.ts'
import type { Shortcut } from './api.ts'
import { partner, peopleOf, type Somebody } from './people.ts'
import { snapshotIn } from './snapshot.ts'
import { createTeamsPlayground, type TeamsPlayground } from './teams-world.ts'
import { createSlack, type FakeSlack } from './vendors/slack/slack.ts'

export type Playground = {
  slack: FakeSlack
  botToken: string
  signingSecret: string
  teams: TeamsPlayground
  /** The channel of each queue, and that of the SQO alerts. */
  channels: { queues: Record<string, string>; alerts: string }
}

const idOf = (kind: 'U' | 'C', name: string) =>
  `${kind}${createHash('sha256').update(name).digest('hex').slice(0, 9).toUpperCase()}`

/** The shortcuts of the app, as its manifest names them. */
const shortcutsOf = (command: string): Shortcut[] =>
  slackManifest(command, 'socket').features.shortcuts.map(({ callback_id, name, type }) => ({
    callbackId: callback_id,
    name,
    type: type === 'message' ? 'message' : 'global',
  }))

/**
 * Sets up the chat of the playground: the organisation's people (those of the demo while it has none), a guest and somebody
 * of a partner; a channel for each queue, one for the alerts, one that is shared with the partner, one in the archive.
 * `now` is the time in both, in epoch milliseconds.
 */
export const createPlayground = (
  settings: Settings,
  origin: string,
  dataDir: string,
  now: () => number,
): Playground => {
  const botToken = 'xoxb-playground'
  const command = '/lead'
  const signingSecret = randomBytes(16).toString('hex')
  const slack = createSlack({
    team: { id: 'T0PLAYGROUND', name: settings.organisation.name },
    appId: 'A0PLAYGROUND',
    botUserId: 'U0BATON',
    botToken,
    signingSecret,
    command,
    shortcuts: shortcutsOf(command),
    scopes: botScopes,
    baseUrl: `${origin}/playground/slack`,
    deliver: (request) => fetch(request),
    now,
    stopwatch: Date.now,
    ...snapshotIn(join(dataDir, 'playground.json')),
  })
  const { colleagues, ...outsiders } = peopleOf(settings)
  const add = (
    { key, ...facts }: Somebody,
    more: { isRestricted?: boolean; organisation?: string; teamId?: string } = {},
  ) => {
    const id = idOf('U', key)
    slack.addUser({ id, ...facts, ...more })
    return id
  }
  const own = colleagues.map((one) => add(one))
  const guest = add(outsiders.guest, { isRestricted: true })
  const stranger = add(outsiders.stranger, { teamId: 'T0PARTNER', organisation: partner })
  const before = new Map(slack.world().channels.map((channel) => [channel.id, channel]))
  // What people did to a channel, they find as they left it.
  const open = (
    key: string,
    name: string,
    more: { members?: string[]; isArchived?: boolean; isExtShared?: boolean },
  ) => {
    const id = idOf('C', key)
    const { isArchived = more.isArchived ?? false, hasBot = true } = before.get(id) ?? {}
    slack.addChannel({ id, name, members: own, ...more, isArchived, hasBot })
    return id
  }
  const queues = Object.fromEntries(
    (settings.queues ?? []).map((queue, index) => {
      const members = index === 0 ? [...own, guest] : own
      return [queue.key, open(queue.key, `leads-${queue.key}`, { members })]
    }),
  )
  if (settings.queues === null) open('leads', 'leads', {})
  const alerts = open('alerts', 'sqo-wins', {})
  open('marketing', 'marketing', { members: [...own, guest] })
  open('partners', 'partners', { members: [...own, stranger], isExtShared: true })
  open('archive', 'leads-2025', { isArchived: true })
  return {
    slack,
    botToken,
    signingSecret,
    teams: createTeamsPlayground(settings, origin, dataDir, now),
    channels: { queues, alerts },
  }
}
