import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { vi } from 'vitest'
import { openStore, type Store } from '../../db/client.ts'
import { startApp } from '../../src/app.ts'
import type { Env } from '../../src/config/env.ts'
import type { Json } from '../../src/playground/api.ts'
import type { TeamsMessage } from '../../src/playground/teams-api.ts'
import { createTeams } from '../../src/playground/vendors/teams/teams.ts'
import { people, type Who } from '../support/cast.ts'
import { answerWith } from '../support/edge.ts'
import { demoFile, envOn } from '../support/env.ts'
import { makeTestPlace } from '../support/store.ts'

export const appId = '11111111-2222-3333-4444-555555555555'
export const tenantId = '99999999-8888-7777-6666-555555555555'
const team = '19:sales@thread.tacv2'
const channels = { dach: '19:dach@thread.tacv2', wins: '19:wins@thread.tacv2', italy: '19:italy@thread.tacv2' }
type Where = keyof typeof channels | Who

/** Teams on a port of this machine, and the product as it runs: each calls the other over HTTP. */
export const openStage = async (given: Partial<Env> = {}) => {
  const place = await makeTestPlace()
  const logged: string[] = []
  const clock = { ms: Date.parse('2026-11-18T09:00:00Z') }
  let origin = ''
  const edge = createServer(async (req, res) => {
    const method = req.method ?? 'GET'
    const sent = Buffer.concat(await req.toArray())
    const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)])
    const body = method === 'GET' ? null : new Uint8Array(sent)
    await answerWith(
      res,
      await teams.handle(new Request(`http://${req.headers.host}${req.url}`, { method, headers, body })),
    )
  })
  await new Promise<void>((done) => edge.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`
  const where = { loginUrl: `${base}/login/`, openIdUrl: `${base}/openid/.well-known/openidconfiguration` }
  const teams = createTeams({
    ...where,
    tenantId,
    appId,
    password: 'a-secret',
    botName: 'Baton',
    serviceUrl: `${base}/connector/`,
    extensions: [{ id: 'new', title: 'Hand off this lead', at: ['compose', 'message'] }],
    deliver: async (request) =>
      fetch(`${origin}/api/messages`, { method: 'POST', headers: request.headers, body: await request.text() }),
    now: () => clock.ms,
    rates: false,
  })
  const idOf = (who: Who) => `29:${who.toLowerCase()}`
  for (const [who, name, local] of people)
    teams.addUser({
      id: idOf(who),
      aadObjectId: `aad-${who.toLowerCase()}`,
      name,
      email: `${local}@fjordlight.example`,
      tz: 'Europe/Berlin',
    })
  teams.addTeam({ id: team, name: 'Sales', members: people.map(([who]) => idOf(who)) })
  for (const [name, id] of Object.entries(channels)) teams.addConversation({ id, name, kind: 'channel', teamId: team })
  const env: Env = {
    ...envOn(place),
    configFile: demoFile,
    teams: { ...where, isAnonymous: false, appId, tenantId, password: 'a-secret' },
    ...given,
  }
  let store: Store | null = null
  const app = await startApp(
    env,
    pino({ level: 'info' }, { write: (row: string) => void logged.push(row) }),
    { now: () => new Date(clock.ms), newId: v7 },
    { restMs: 0, isTicked: true, openStore: async (asked) => (store = await openStore(asked)) },
  )
  origin = app.url.replace('localhost', '127.0.0.1')

  const conversation = (place: Where) =>
    place in channels ? channels[place as keyof typeof channels] : teams.personalOf(idOf(place as Who))
  const see = (who: Who, place: Where): TeamsMessage[] =>
    teams.see(idOf(who)).conversations.find((one) => one.id === conversation(place))?.messages ?? []

  return {
    teams,
    clock,
    logged,
    idOf,
    conversation,
    see,
    url: () => origin,
    db: () => {
      if (store === null) throw new Error('The store is not open.')
      return store.db
    },
    say: (who: Who, place: Where, text: string) =>
      teams.act(idOf(who), { type: 'say', conversation: conversation(place), text }),
    /** Waits until a message there says this, and gives the newest such. */
    sees: (who: Who, place: Where, text: RegExp | string) =>
      vi.waitFor(
        () => {
          const all = see(who, place)
          const found = all.findLast((one) => (JSON.stringify(one.card) + one.text).match(text) !== null)
          if (!found)
            throw new Error(`Nothing like ${text}, but: ${all.map((one) => one.summary || one.text).join(' | ')}`)
          return found
        },
        { timeout: 20_000, interval: 20 },
      ),
    tap: (who: Who, place: Where, message: string, action: Json, inputs = {}) =>
      teams.act(idOf(who), { type: 'action', at: { conversation: conversation(place), message }, action, inputs }),
    close: async () => {
      await app.stop()
      edge.close()
      edge.closeAllConnections()
      await place.remove()
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
