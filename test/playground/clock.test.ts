import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import type { Act, ActRequest, Clock, UserView, World } from '../../src/playground/api.ts'
import type { TeamsView, TeamsWorld } from '../../src/playground/teams-api.ts'
import type { Clockwork } from '../../src/services/context.ts'
import { envOn } from '../support/env.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'
import { statusWith } from './status-with.ts'

const hourMs = 3_600_000

let place: TestPlace
let app: App

const start = (own: Clockwork | null = null) =>
  startApp({ ...envOn(place), demo: true, playground: true, logLevel: 'silent' }, pino({ level: 'silent' }), own, {
    restMs: 0,
  })

const at = (path: string) => `${app.url.replace('localhost', '127.0.0.1')}/playground/api/${path}`
const get = async <Shape>(path: string): Promise<Shape> => (await fetch(at(path))).json()
const post = (path: string, body: string) =>
  fetch(at(path), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
const move = async (to: string): Promise<Clock> => (await post('clock', JSON.stringify({ to }))).json()
const read = () => get<Clock>('clock')
const idIn = (users: World['users'] | TeamsWorld['users'], name: string) =>
  users.find((one) => one.name === name)?.id ?? ''

/** Felix writes in the channel of DACH in Slack, or does something else there; gives what came of it, and the newest line. */
const act = async (what: (channel: string) => ActRequest) => {
  const world = await get<World>('world')
  const felix = idIn(world.users, 'Felix Amsel')
  const dach = world.channels.find(({ name }) => name === 'leads-dach')?.id ?? ''
  const done: Act = await (await post('act', JSON.stringify({ user: felix, act: what(dach) }))).json()
  const seen = await get<UserView>(`state?user=${felix}`)
  const said = seen.channels.find(({ id }) => id === dach)?.messages.filter(({ userId }) => userId === felix)
  return { done, ts: Number(said?.at(-1)?.ts ?? 0), violations: seen.violations }
}
const say = (text: string) => act((channel) => ({ type: 'say', channel, text }))
const mine = () => act((channel) => ({ type: 'command', channel, text: 'mine' }))

/** The same in Teams, in the chat with Baton. */
const sayInTeams = async (text: string) => {
  const world = await get<TeamsWorld>('teams/world')
  const felix = idIn(world.users, 'Felix Amsel')
  const chatOf = (view: TeamsView) => view.conversations.find(({ kind }) => kind === 'personal')
  const chat = chatOf(await get<TeamsView>(`teams/state?user=${encodeURIComponent(felix)}`))
  const asked = { user: felix, act: { type: 'say', conversation: chat?.id, text } }
  const done: Act = await (await post('teams/act', JSON.stringify(asked))).json()
  const seen = await get<TeamsView>(`teams/state?user=${encodeURIComponent(felix)}`)
  const said = chatOf(seen)?.messages.findLast((one) => one.text.includes(text))
  return { done, id: Number(said?.id), at: said?.sent.at ?? 0, violations: seen.violations }
}

describe('the clock of the playground', () => {
  beforeAll(async () => {
    place = await makeTestPlace()
    app = await start()
  })
  afterAll(async () => {
    await app.stop()
    await place.remove()
  })

  test('shows the real time and the zone of the organisation', async () => {
    const before = Date.now()
    const clock = await read()
    expect(clock).toMatchObject({ movedMs: 0, zone: 'Europe/Berlin', due: null })
    expect(clock.at).toBeGreaterThanOrEqual(before)
    expect(clock.at).toBeLessThanOrEqual(Date.now())
  })

  test.each(['', '{', '{}', '[]', '"hour"', '{"to":"week"}', '{"to":3600000}', '{"to":"hour","ms":1}'])(
    'is not moved by %s',
    async (body) => {
      expect((await post('clock', body)).status).toBe(400)
      expect(await read()).toMatchObject({ movedMs: 0 })
    },
  )

  test('is neither read nor moved by a page of another origin or under another name', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { host: 'evil.example' }])
      for (const method of ['GET', 'POST']) expect(await statusWith(at('clock'), headers, method)).toBe(403)
    expect(await read()).toMatchObject({ movedMs: 0 })
  })

  test('takes both chats along: what is said stands there at its time, and the product takes their requests', async () => {
    const [first, firstInTeams] = [await say('before'), await sayInTeams('mine')]
    expect(await move('hour')).toMatchObject({ movedMs: hourMs, due: null })
    const [later, laterInTeams] = [await say('an hour later'), await sayInTeams('queue')]
    expect(later.ts - first.ts).toBeGreaterThanOrEqual(hourMs / 1_000)
    expect(laterInTeams.at - firstInTeams.at).toBeGreaterThanOrEqual(hourMs)
    expect(laterInTeams.done).toMatchObject({ error: null })
    expect((await mine()).done).toMatchObject({ status: 200, error: null })
  })

  test('goes back to the real time, and what is said then still comes after what was said before', async () => {
    await move('hour')
    const [before, beforeInTeams] = [await say('ahead'), await sayInTeams('mine')]
    expect(await move('now')).toMatchObject({ movedMs: 0 })
    const [after, afterInTeams] = [await say('back'), await sayInTeams('queue')]
    expect(after.ts).toBeGreaterThan(before.ts)
    expect(afterInTeams.id).toBeGreaterThan(beforeInTeams.id)
    expect((await mine()).done).toMatchObject({ status: 200, error: null })
    expect(afterInTeams.done).toMatchObject({ error: null })
    expect([...after.violations, ...afterInTeams.violations]).toEqual([])
  })

  test('goes to what is due next, one after the other, until nothing comes by itself', async () => {
    const came: Clock[] = []
    for (let clock = await move('due'); clock.due !== null; clock = await move('due')) came.push(clock)
    expect(came.length).toBeLessThan(60)
    expect(new Set(came.map(({ due }) => due?.what))).toEqual(new Set(['clock', 'notice']))
    for (const { at, due } of came) expect(at).toBeGreaterThanOrEqual(due?.at ?? Number.NaN)
    const dues = came.map(({ due }) => due?.at ?? 0)
    expect(dues).toEqual([...new Set(dues)].toSorted((one, other) => one - other))
    const stood = await read()
    expect(await move('due')).toMatchObject({ movedMs: stood.movedMs, due: null })
    const world = await get<World>('world')
    const nordics = world.channels.find(({ name }) => name === 'leads-nordics')?.id
    const ingrid = idIn(world.users, 'Ingrid Dahl')
    await vi.waitFor(
      async () => {
        const { channels } = await get<UserView>(`state?user=${ingrid}`)
        expect(channels.find(({ id }) => id === nordics)?.messages.length).toBe(3)
      },
      { timeout: 60_000, interval: 100 },
    )
  })

  test('shows the real time again after a restart', async () => {
    await move('hour')
    await app.stop()
    app = await start()
    expect(await read()).toMatchObject({ movedMs: 0 })
  })

  test('is not there where the time is given', async () => {
    await app.stop()
    app = await start({ now: () => new Date(), newId: v7 })
    expect((await fetch(at('clock'))).status).toBe(404)
    expect((await post('clock', '{"to":"hour"}')).status).toBe(404)
  })
})
