import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../db/client.ts'
import { createSlack, type FakeSlack } from '../../src/playground/vendors/slack/slack.ts'
import { botScopes } from '../../src/slack/permissions.ts'
import { baton } from '../support/baton.ts'
import { answerWith, requestOf } from '../support/edge.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'

let place: TestPlace
let server: Server
let slack: FakeSlack
let origin = ''

beforeAll(async () => {
  place = await makeTestPlace()
  server = createServer(async (req, res) => {
    if (req.url === '/healthz') return void res.end('{}')
    await answerWith(res, await slack.handle(await requestOf(req)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await place.remove()
})
beforeEach(() => {
  slack = createSlack({
    team: { id: 'T1', name: 'Fjordlight' },
    appId: 'A1',
    botUserId: 'UB',
    botToken: 'xoxb-1',
    signingSecret: 'secret',
    command: '/lead',
    baseUrl: origin,
    deliver: () => Promise.reject(new Error('nothing is sent here')),
    now: () => 0,
    scopes: botScopes,
  })
})

const variables = (more: Record<string, string> = {}) => ({
  DATA_DIR: place.dataDir,
  ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_API_URL: `${origin}/api/`,
  BATON_CONFIG: 'src/playground/demo/organisation.yaml',
  ...more,
})

test('it says what is well and what is not, and ends with 0 where nothing is bad', async () => {
  expect(await baton(['import', 'src/playground/demo/demo90.jsonl'], variables())).toMatchObject({ code: 0 })
  const { code, out } = await baton(['doctor'], variables())
  expect(out).toMatch(/^✅ Store: \w+, 400 hand-offs\./)
  expect(out).toContain('✅ Slack: the token fits, for Fjordlight, and all permissions are there.\n')
  expect(out).toContain('⚠️ Address: BASE_URL is not set to a public address')
  expect(out).toContain('⚠️ DACH has no channel')
  expect(out).toMatch(/⚠️ 12 people are not found in Slack/)
  expect(code).toBe(0)
})

test('a token that is refused is bad: it is named, and the exit code is 1', async () => {
  const { code, out } = await baton(['doctor', '--json'], variables({ SLACK_BOT_TOKEN: 'xoxb-2' }))
  expect(code).toBe(1)
  expect(JSON.parse(out)).toContainEqual({
    level: 'bad',
    text: 'Slack refuses the token: invalid_auth. Copy SLACK_BOT_TOKEN again from OAuth & Permissions.',
  })
})

test('an address that does not answer is bad', async () => {
  const { code, out } = await baton(['doctor'], variables({ BASE_URL: 'https://baton.invalid' }))
  expect(out).toContain('❌ Address: https://baton.invalid/healthz does not answer from here.')
  expect(code).toBe(1)
})

test('in Socket Mode the app token is tried, too', async () => {
  const { code, out } = await baton(['doctor'], variables({ SLACK_APP_TOKEN: 'xapp-1' }))
  expect(out).toContain('❌ Slack does not open a connection: ')
  expect(out).not.toContain('Address')
  expect(code).toBe(1)
})

test('without a chat it says that there is none', async () => {
  const { SLACK_BOT_TOKEN: _, SLACK_SIGNING_SECRET: __, ...none } = variables()
  expect((await baton(['doctor'], none)).out).toContain('⚠️ No chat is connected')
})

test('where there is no store, or another process holds it, Slack is looked at all the same', async () => {
  const none = join(place.dataDir, 'none')
  const { out, code } = await baton(['doctor'], { ...variables(), DATA_DIR: none, DATABASE_URL: '' })
  expect(out).toContain(`❌ Store: There is no store in ${none} yet.`)
  expect(out).toContain('✅ Slack: the token fits')
  expect(code).toBe(1)
  const held = await openStore({ databaseUrl: null, dataDir: none })
  const busy = await baton(['doctor'], { ...variables(), DATA_DIR: none, DATABASE_URL: '' })
  await held.close()
  expect(busy.out).toContain(`is in use by process ${process.pid}. Stop that process first`)
  expect(busy.code).toBe(1)
})
