import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { Store } from '../../db/client.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Intent } from '../../src/chat/intent.ts'
import { done, type Reply } from '../../src/chat/reply.ts'
import { readConfigText } from '../../src/config/file.ts'
import type { Json } from '../../src/playground/api.ts'
import { createSlack } from '../../src/playground/vendors/slack/slack.ts'
import { createSlackApp } from '../../src/slack/app.ts'
import { answerWith, requestOf } from '../support/edge.ts'
import { openTeamContext } from '../support/organisation.ts'
import { openTestStore } from '../support/store.ts'

const file = `
organisation: { name: Fjordlight, zone: Europe/Berlin, currency: EUR }
members:
  - { email: lena.vogt@fjordlight.example, name: Lena Vogt, roles: [sdr] }
  - { email: jonas.brandt@fjordlight.example, name: Jonas Brandt, roles: [sdr], zone: Europe/Oslo }
`

export const signingSecret = 'a-secret-for-tests'
export const startOfTest = Date.parse('2026-11-23T09:00:00Z')

/** A context on a store of the test's own, with two members. */
export const openContext = async (store: Store, now: () => Date = () => new Date(startOfTest)) => {
  const read = readConfigText(file, 'baton.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return openTeamContext(store, read.settings, now)
}

type Answers = (intent: Intent) => Reply | Promise<Reply>

/**
 * The Slack room between a fake Slack and words of the test's own, over real HTTP on a port of its own: `answers` says
 * what each word gives.
 */
export const openRoom = async (answers: Answers = () => done, given: { isStarted?: boolean } = {}) => {
  const clock = { ms: startOfTest }
  const { store, close } = await openTestStore()
  const ctx = await openContext(store, () => new Date(clock.ms))
  const intents: Intent[] = []
  const logged: string[] = []
  const edge = { beforeAnswer: async (_method: string): Promise<void> => undefined }
  const passOn = async (req: IncomingMessage, res: ServerResponse) => {
    const answer = await slack.handle(await requestOf(req))
    await edge.beforeAnswer(String(req.url).split('/').at(-1) ?? '')
    await answerWith(res, answer)
  }
  const server = createServer((req, res) => {
    if (req.url?.startsWith('/slack/events')) app.handle(req, res)
    else void passOn(req, res)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const slack = createSlack({
    team: { id: 'T1', name: 'Fjordlight' },
    appId: 'A1',
    botUserId: 'UBATON',
    botToken: 'xoxb-1',
    signingSecret,
    command: '/lead',
    baseUrl: origin,
    deliver: (request) => fetch(request),
    now: () => clock.ms,
    rates: false,
  })
  slack.addUser({ id: 'ULENA', name: 'Lena Vogt', email: 'Lena.Vogt@fjordlight.example', tz: 'Europe/Berlin' })
  slack.addUser({ id: 'UNORA', name: 'Nora Neu', email: 'nora.neu@fjordlight.example', tz: 'Europe/Rome' })
  slack.addUser({ id: 'UGUEST', name: 'Gero Gast', email: 'gero@else.example', tz: 'UTC', isRestricted: true })
  slack.addUser({ id: 'USTRANGE', name: 'Stan Stranger', email: 'stan@else.example', tz: 'UTC', teamId: 'T2' })
  slack.addChannel({ id: 'CDACH', name: 'dach', members: ['ULENA', 'UNORA', 'UGUEST', 'USTRANGE'] })
  const log = pino({ level: 'info' }, { write: (row: string) => void logged.push(row) })
  const dispatch = createDispatch({
    ctx,
    // Every word there is: what it gives is for the test to say.
    commands: new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
        get: (_, word: string) => ({
          word,
          kind: 'question',
          about: 'none',
          input: { safeParse: (data: unknown) => ({ success: true, data }) },
          run: async ({ intent }: { intent: Intent }) => {
            intents.push(intent)
            return answers(intent)
          },
        }),
      },
    ),
    whoIs: (who) => app.whoIs(who),
    directory: { lookAt: (place) => app.directory.lookAt(place), colleague: (who) => app.directory.colleague(who) },
    record: (outcome) => {
      if (outcome.error) logged.push(String(outcome.error))
    },
  })
  const app = createSlackApp({
    ctx,
    dispatch,
    botToken: 'xoxb-1',
    signingSecret,
    appToken: null,
    apiUrl: `${origin}/api/`,
    baseUrl: origin,
    log,
    now: () => new Date(clock.ms),
  })
  if (given.isStarted !== false) await app.start()

  const messages = (user: string, channel = 'CDACH') =>
    slack.see(user).channels.find(({ id }) => id === channel)?.messages ?? []
  /** Posts a message with these blocks, to be tapped. */
  const post = async (blocks: Json[]) => {
    const answer = await fetch(`${origin}/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer xoxb-1' },
      body: JSON.stringify({ channel: 'CDACH', text: 'a card', blocks }),
    })
    const { ts } = (await answer.json()) as { ts: string }
    return { channel: 'CDACH', ts }
  }
  const closeAll = async () => {
    await app.stop()
    server.close()
    server.closeAllConnections()
    await close()
  }
  return { app, slack, edge, ctx, clock, intents, logged, origin, messages, post, close: closeAll }
}

export type Room = Awaited<ReturnType<typeof openRoom>>
