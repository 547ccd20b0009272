import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '../domain/settings.ts'
import { createSlack, type FakeSlack } from './vendors/slack/slack.ts'

export type Playground = {
  slack: FakeSlack
  botToken: string
  signingSecret: string
  /** The channel of each queue, and that of the SQO alerts. */
  channels: { queues: Record<string, string>; alerts: string }
}

const idOf = (kind: 'U' | 'C', name: string) =>
  `${kind}${createHash('sha256').update(name).digest('hex').slice(0, 9).toUpperCase()}`

const fileIn = (dataDir: string) => join(dataDir, 'playground.json')

const restored = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** Sets up the chat of the playground: the organisation's people, a channel for each queue, one for the alerts. */
export const createPlayground = (settings: Settings, origin: string, dataDir: string): Playground => {
  const file = fileIn(dataDir)
  const botToken = 'xoxb-playground'
  const signingSecret = randomBytes(16).toString('hex')
  const slack = createSlack({
    team: { id: 'T0PLAYGROUND', name: settings.organisation.name },
    appId: 'A0PLAYGROUND',
    botUserId: 'U0BATON',
    botToken,
    signingSecret,
    command: '/lead',
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
  for (const member of settings.members ?? [])
    slack.addUser({
      id: idOf('U', member.email),
      name: member.name,
      email: member.email,
      tz: member.zone ?? settings.organisation.zone,
      title: member.roles.join(', '),
    })
  const queues = Object.fromEntries((settings.queues ?? []).map((queue) => [queue.key, idOf('C', queue.key)]))
  for (const queue of settings.queues ?? [])
    slack.addChannel({ id: idOf('C', queue.key), name: `leads-${queue.key}`, members: 'all' })
  const alerts = idOf('C', 'alerts')
  slack.addChannel({ id: alerts, name: 'sqo-wins', members: 'all' })
  slack.addChannel({ id: idOf('C', 'marketing'), name: 'marketing', members: 'all' })
  return { slack, botToken, signingSecret, channels: { queues, alerts } }
}
