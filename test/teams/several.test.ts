import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { asc } from 'drizzle-orm'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { history } from '../../db/schema/index.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Json } from '../../src/playground/api.ts'
import type { Context } from '../../src/services/context.ts'
import { createTeamsApp } from '../../src/teams/app.ts'
import { handOverLead, openTeamContext, teamSettings } from '../support/organisation.ts'
import { openTestStore } from '../support/store.ts'
import { serveTeams } from '../support/teams-edge.ts'
import { actionOf } from './seen.ts'

const now = () => new Date('2026-11-23T09:00:00Z')
const sdr = '29:sdr0'

const listen = async (handle: Parameters<typeof createServer>[1]) => {
  const server = createServer(handle)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Teams on a port of this machine, which brings each activity to the process that is named with it. */
const openTeams = async () => {
  let to = ''
  const { teams, env, close } = await serveTeams({
    deliver: async (request) => fetch(to, { method: 'POST', headers: request.headers, body: await request.text() }),
    now: () => now().getTime(),
  })
  onTestFinished(close)
  teams.addUser({ id: sdr, aadObjectId: 'sdr0', name: 'Person 0', email: 'sdr0@fjordlight.example', tz: 'UTC' })
  const send = async (process: string, activity: Json) => {
    to = process
    const answer = await teams.send(activity)
    return { status: answer.status, body: (await answer.json().catch(() => null)) as Json | null }
  }
  const chat = teams.personalOf(sdr)
  const messages = () => teams.see(sdr).conversations.find(({ id }) => id === chat)?.messages ?? []
  return { teams, env, send, chat, messages }
}

/** Two processes on one store, and a hand-off that waits in it. */
const openTwo = async () => {
  const { store, close } = await openTestStore()
  onTestFinished(close)
  const fake = await openTeams()
  const settings = teamSettings(2)
  const open = async (): Promise<[Context, string]> => {
    const ctx = await openTeamContext(store, settings, now)
    const log = pino({ level: 'silent' })
    const app = createTeamsApp({
      ctx,
      dispatch: (intent) => dispatch(intent),
      env: fake.env,
      baseUrl: 'http://127.0.0.1',
      log,
      now,
    })
    const { whoIs, directory } = app
    const dispatch = createDispatch({ ctx, commands, whoIs, directory, record: () => undefined })
    const url = await listen(app.handle)
    onTestFinished(() => app.stop())
    return [ctx, url]
  }
  const [[ctx, first], [, second]] = [await open(), await open()]
  // What a process is asked first takes longest, and a tap is answered in time or put off.
  for (const process of [first, second]) await fake.send(process, says(fake, '', 'typing'))
  const felix = await store.db.query.members.findFirst({ where: (one, { eq }) => eq(one.name, 'Felix Amsel') })
  const handed = await handOverLead(ctx, felix?.id ?? '', 'katrin.weiss@adlerwerk.example')
  const number = handed.ok ? handed.number : 0
  const verbs = async () =>
    (await store.db.select({ verb: history.verb }).from(history).orderBy(asc(history.id))).map(({ verb }) => verb)
  return { ...fake, first, second, number, verbs }
}

type Two = Awaited<ReturnType<typeof openTwo>>
type Chat = Pick<Awaited<ReturnType<typeof openTeams>>, 'teams' | 'chat'>

const says = ({ teams, chat }: Chat, text: string, type = 'message') => teams.activity(sdr, chat, { type, text })

/** The answers, each once. */
const differing = (answers: { body: Json | null }[]) =>
  answers.map(({ body }) => body).filter((body, at, all) => all.findIndex((one) => isDeepStrictEqual(one, body)) === at)

const taps = ({ teams, chat }: Two, action: Json, replyToId: string) =>
  teams.activity(sdr, chat, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${replyToId}`,
    text: undefined,
    replyToId,
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  })

test('a tap that either of two processes gets has one effect, also when both get it and it comes again', async () => {
  const two = await openTwo()
  const { first, second, send, number, verbs } = two
  const tap = taps(two, { verb: 'accept', data: { word: 'accept', about: number } }, '1')
  const answers = await Promise.all([send(first, tap), send(second, tap)])
  answers.push(await send(second, tap), await send(first, tap))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(differing(answers)).toEqual([answers[0]?.body])
  expect(JSON.stringify(answers[0]?.body)).toContain('katrin.weiss@adlerwerk.example')
  expect(await verbs()).toEqual(['new', 'accept'])
})

test('what one process did the other one knows', async () => {
  const two = await openTwo()
  const { first, second, send, number, messages, verbs } = two
  await send(first, says(two, `accept ${number}`))
  await send(second, says(two, `touch ${number} call no_answer`))
  const answers = messages().filter(({ from }) => from.isBot)
  expect(answers.map(({ card }) => JSON.stringify(card))).toEqual([
    expect.stringContaining('Katrin Weiss'),
    expect.stringContaining(`Logged for #${number}`),
  ])
  expect(await verbs()).toEqual(['new', 'accept', 'touch'])
})

test('a message that comes to one process and again to the other has one effect and one answer', async () => {
  const two = await openTwo()
  const { first, second, send, number, messages, verbs } = two
  const said = says(two, `accept ${number}`)
  await Promise.all([send(first, said), send(second, said)])
  await send(second, said)
  await send(first, said)
  expect(await verbs()).toEqual(['new', 'accept'])
  expect(messages().filter(({ from }) => from.isBot)).toHaveLength(1)
})

test('a form that comes to both processes is sent once, and both say the same', async () => {
  const two = await openTwo()
  const { first, second, send, messages, verbs } = two
  await send(first, says(two, 'new'))
  const form = messages().at(-1)
  const entered = { name: 'Jo Lund', email: 'jo@lund.example', company: 'Lund', source: 'webinar', why: 'Asked.' }
  const { data, ...action } = actionOf(form?.card, 'Hand off')
  const sent = taps(two, { ...action, data: { ...(data as Json), ...entered, queue: 'dach' } }, form?.id ?? '')
  const answers = await Promise.all([send(first, sent), send(second, sent)])
  answers.push(await send(second, sent), await send(first, sent))
  expect(differing(answers)).toEqual([answers[0]?.body])
  expect(await verbs()).toEqual(['new', 'new'])
})
