import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TeamsEnv } from '../config/platform-env.ts'
import type { Settings } from '../domain/settings.ts'
import { demoSettings } from '../services/demo-organisation.ts'
import { slackManifest } from '../slack/manifest.ts'
import { botScopes } from '../slack/permissions.ts'
import type { Shortcut } from './api.ts'
import { createSlack, type FakeSlack } from './vendors/slack/slack.ts'

export type Playground = {
  slack: FakeSlack
  botToken: string
  signingSecret: string
  teams: TeamsEnv | null
  /** The channel of each queue, and that of the SQO alerts. */
  channels: { queues: Record<string, string>; alerts: string }
}

const idOf = (kind: 'U' | 'C', name: string) =>
  `${kind}${createHash('sha256').update(name).digest('hex').slice(0, 9).toUpperCase()}`

const fileIn = (dataDir: string) => join(dataDir, 'playground.json')

const restored = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** The shortcuts of the app, as its manifest names them. */
const shortcutsOf = (command: string): Shortcut[] =>
  slackManifest(command, 'socket').features.shortcuts.map(({ callback_id, name, type }) => ({
    callbackId: callback_id,
    name,
    type: type === 'message' ? 'message' : 'global',
  }))

const titles = { marketer: 'Marketing', sdr: 'SDR', ae: 'Account executive', manager: 'Manager', admin: 'admin' }

const partner = { teamId: 'T0PARTNER', organisation: 'Harbour Partners' }

/** Who is no member of the organisation: a guest of it, and somebody of a partner. Baton refuses both in words. */
const outsiders = (zone: string) => ({
  guest: {
    id: idOf('U', 'guest'),
    name: 'Noor Haddad',
    email: 'noor@studio-haddad.example',
    tz: zone,
    title: 'Guest, Studio Haddad',
    isRestricted: true,
  },
  stranger: {
    id: idOf('U', 'stranger'),
    name: 'Stan Okafor',
    email: 'stan@harbour-partners.example',
    tz: zone,
    title: partner.organisation,
    ...partner,
  },
})

/**
 * Sets up the chat of the playground: the organisation's people (those of the demo while it has none), a guest and somebody
 * of a partner; a channel for each queue, one for the alerts, one that is shared with the partner, one in the archive.
 */
export const createPlayground = (settings: Settings, origin: string, dataDir: string): Playground => {
  const file = fileIn(dataDir)
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
    now: () => Date.now(),
    restore: restored(file),
    save: async (snapshot) => {
      await mkdir(dataDir, { recursive: true })
      await writeFile(`${file}.new`, JSON.stringify(snapshot))
      await rename(`${file}.new`, file)
    },
  })
  const { zone } = settings.organisation
  // Who sets an empty Baton up needs somebody to be, and to pick.
  const colleagues = settings.members ?? demoSettings().members ?? []
  for (const member of colleagues)
    slack.addUser({
      id: idOf('U', member.email),
      name: member.name,
      email: member.email,
      tz: member.zone ?? zone,
      title: member.roles.map((role) => titles[role]).join(', '),
    })
  const { guest, stranger } = outsiders(zone)
  slack.addUser(guest)
  slack.addUser(stranger)
  const own = colleagues.map((member) => idOf('U', member.email))
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
      const members = index === 0 ? [...own, guest.id] : own
      return [queue.key, open(queue.key, `leads-${queue.key}`, { members })]
    }),
  )
  if (settings.queues === null) open('leads', 'leads', {})
  const alerts = open('alerts', 'sqo-wins', {})
  open('marketing', 'marketing', { members: [...own, guest.id] })
  open('partners', 'partners', { members: [...own, stranger.id], isExtShared: true })
  open('archive', 'leads-2025', { isArchived: true })
  return { slack, botToken, signingSecret, teams: null, channels: { queues, alerts } }
}
