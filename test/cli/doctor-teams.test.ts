import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTeams } from '../../src/playground/vendors/teams/teams.ts'
import { baton } from '../support/baton.ts'
import { answerWith, requestOf } from '../support/edge.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'

const appId = '11111111-2222-3333-4444-555555555555'
const tenantId = '99999999-8888-7777-6666-555555555555'

let place: TestPlace
let server: Server
let origin = ''

beforeAll(async () => {
  place = await makeTestPlace()
  server = createServer(async (req, res) => answerWith(res, await teams.handle(await requestOf(req))))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const teams = createTeams({
    tenantId,
    appId,
    password: 'a-secret',
    botName: 'Baton',
    serviceUrl: `${origin}/connector/`,
    loginUrl: `${origin}/login/`,
    openIdUrl: `${origin}/openid`,
    extensions: [],
    deliver: () => Promise.reject(new Error('nothing is sent here')),
    now: () => 0,
  })
  expect(await baton(['seed'], variables())).toMatchObject({ code: 0 })
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await place.remove()
})

const variables = (more: Record<string, string> = {}) => ({
  DATA_DIR: place.dataDir,
  ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
  TEAMS_APP_ID: appId,
  TEAMS_APP_PASSWORD: 'a-secret',
  TEAMS_TENANT_ID: tenantId,
  TEAMS_LOGIN_URL: `${origin}/login/`,
  BASE_URL: origin,
  ...more,
})

test('Teams stands beside the store: the token, the address, and that nothing was ever heard', async () => {
  const { out } = await baton(['doctor'], variables())
  expect(out).toContain('✅ Teams: the login gives a token for the app.\n')
  expect(out).toContain(`has to be ${origin}/api/messages\n`)
  expect(out).not.toContain('Slack')
})

const wrong: [string, Record<string, string>, string][] = [
  ['a wrong secret', { TEAMS_APP_PASSWORD: 'another' }, '❌ Teams: the login refuses the secret.'],
  ['a wrong id', { TEAMS_APP_ID: appId.replace('1', '2') }, '❌ Teams: the login does not know the app.'],
  [
    'a wrong tenant',
    { TEAMS_TENANT_ID: tenantId.replace('9', '0') },
    '❌ Teams: the login does not know the directory.',
  ],
  ['no login', { TEAMS_LOGIN_URL: 'http://127.0.0.1:1/' }, '❌ Teams: the login does not answer (token: '],
]
test.each(wrong)('%s is bad, and said with the way out', async (_, more, said) => {
  const { out, code } = await baton(['doctor'], variables(more))
  expect(out).toContain(said)
  expect(code).toBe(1)
})

test('a client of this machine alone, where no token is checked, is named as such', async () => {
  const { TEAMS_APP_ID: _, TEAMS_APP_PASSWORD: __, TEAMS_TENANT_ID: ___, ...none } = variables()
  const { out } = await baton(['doctor'], { ...none, TEAMS_ANONYMOUS: '1' })
  expect(out).toContain('⚠️ Teams: no token is checked (TEAMS_ANONYMOUS=1).')
})

test('where there is no store, Teams is looked at all the same', async () => {
  const none = join(place.dataDir, 'none')
  const { out, code } = await baton(['doctor'], { ...variables(), DATA_DIR: none, DATABASE_URL: '' })
  expect(out).toContain(`❌ Store: There is no store in ${none} yet.`)
  expect(out).toContain('✅ Teams: the login gives a token for the app.\n')
  expect(code).toBe(1)
})
