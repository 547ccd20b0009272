import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { TeamsEnv } from '../config/platform-env.ts'
import type { Settings } from '../domain/settings.ts'
import { plain, say } from '../texts/sentence.ts'
import { partner, peopleOf, type Somebody } from './people.ts'
import { snapshotIn } from './snapshot.ts'
import { createTeams, type FakeTeams } from './vendors/teams/teams.ts'

export type TeamsPlayground = {
  fake: FakeTeams
  /** What the product needs to speak to it. */
  access: TeamsEnv
  /** The team that the product is in, with its channels, and those of the queues and of the SQO alerts. */
  team: {
    id: string
    serviceUrl: string
    channels: { id: string; name: string }[]
    bound: { queues: Record<string, string>; alerts: string }
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const uuidOf = (text: string) =>
  hash(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, (_, a, b, c, d, e) => [a, b, c, d, e].join('-'))

/** The id in Teams of somebody of the playground. */
const idOf = ({ key }: Somebody) => `29:1${createHash('sha256').update(`teams ${key}`).digest('base64url')}`
const channelIdOf = (key: string) => `19:${hash(`channel ${key}`).slice(0, 32)}@thread.tacv2`

const tenantId = uuidOf('tenant of the playground')
const appId = uuidOf('app of the playground')
const teamId = channelIdOf('general')

const inEnglish = (key: Parameters<typeof say>[0]) => plain('en', 'UTC', say(key))

/**
 * Sets up the Teams of the playground: the people of its Slack; a team with a channel for each queue, one for the alerts, one
 * that is shared with a partner; a group chat.
 */
export const createTeamsPlayground = (
  settings: Settings,
  origin: string,
  dataDir: string,
  now: () => number,
): TeamsPlayground => {
  const at = `${origin}/playground/teams`
  const password = randomBytes(16).toString('hex')
  const loginUrl = `${at}/login/`
  const openIdUrl = `${at}/openid/.well-known/openidconfiguration`
  const fake = createTeams({
    tenantId,
    appId,
    password,
    botName: 'Baton',
    serviceUrl: `${at}/connector/`,
    loginUrl,
    openIdUrl,
    extensions: [{ id: 'new', title: inEnglish('manifest.fromMessage'), at: ['compose', 'message'] }],
    deliver: (request) => fetch(new Request(new URL(new URL(request.url).pathname, origin), request)),
    now,
    stopwatch: Date.now,
    ...snapshotIn(join(dataDir, 'playground-teams.json')),
  })
  const { colleagues, guest, stranger } = peopleOf(settings)
  const add = (one: Somebody, more: { isGuest?: boolean; organisation?: string; tenantId?: string } = {}) => {
    const { key, ...facts } = one
    fake.addUser({ id: idOf(one), aadObjectId: uuidOf(`person ${key}`), ...facts, ...more })
  }
  for (const one of colleagues) add(one)
  add(guest, { isGuest: true })
  add(stranger, { organisation: partner, tenantId: uuidOf('tenant of the partner') })
  const own = colleagues.map(idOf)
  fake.addTeam({ id: teamId, name: 'Sales', members: [...own, idOf(guest)] })
  const open = (key: string, name: string, more: { members?: string[]; channelType?: 'standard' | 'shared' } = {}) => {
    const id = key === 'general' ? teamId : channelIdOf(key)
    fake.addConversation({ id, name, kind: 'channel', teamId, ...more })
    return id
  }
  open('general', 'General')
  const queues = Object.fromEntries(
    (settings.queues ?? []).map(({ key }) => [key, open(`queue ${key}`, `leads-${key}`)]),
  )
  if (settings.queues === null) open('leads', 'leads')
  const alerts = open('alerts', 'sqo-wins')
  open('marketing', 'marketing')
  open('partners', 'partners', { members: [...own, idOf(stranger)], channelType: 'shared' })
  fake.addConversation({
    id: `19:${hash('group').slice(0, 32)}@thread.v2`,
    name: 'Deal desk',
    kind: 'group',
    members: own,
  })
  const access = { isAnonymous: false as const, appId, password, tenantId, loginUrl, openIdUrl }
  const standard = fake.world().conversations.filter((one) => one.channelType === 'standard')
  const channels = standard.map(({ id, name }) => ({ id, name }))
  const team = { id: teamId, serviceUrl: `${at}/connector/`, channels, bound: { queues, alerts } }
  return { fake, access, team }
}
