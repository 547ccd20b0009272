import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { baton } from '../support/baton.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'
import { serveTeams } from '../support/teams-edge.ts'

const baseUrl = 'http://127.0.0.1:9'

let place: TestPlace
let edge: Awaited<ReturnType<typeof serveTeams>>

beforeAll(async () => {
  place = await makeTestPlace()
  edge = await serveTeams({ deliver: () => Promise.reject(new Error('nothing is sent here')) })
  expect(await baton(['seed'], variables())).toMatchObject({ code: 0 })
})
afterAll(async () => {
  edge.close()
  await place.remove()
})

const variables = (more: Record<string, string> = {}) => ({
  DATA_DIR: place.dataDir,
  ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
  TEAMS_APP_ID: edge.env.appId,
  TEAMS_APP_PASSWORD: edge.env.password,
  TEAMS_TENANT_ID: edge.env.tenantId,
  TEAMS_LOGIN_URL: edge.env.loginUrl,
  BASE_URL: baseUrl,
  ...more,
})

test('Teams stands beside the store: the token, the address, and that nothing was ever heard', async () => {
  const { out } = await baton(['doctor'], variables())
  expect(out).toContain('✅ Teams: the login gives a token for the app.\n')
  expect(out).toContain(`has to be ${baseUrl}/api/messages\n`)
  expect(out).not.toContain('Slack')
})

const wrong: [string, Record<string, string>, string][] = [
  ['a wrong secret', { TEAMS_APP_PASSWORD: 'another' }, '❌ Teams: the login refuses the secret.'],
  [
    'a wrong id',
    { TEAMS_APP_ID: '22222222-2222-3333-4444-555555555555' },
    '❌ Teams: the login does not know the app.',
  ],
  [
    'a wrong tenant',
    { TEAMS_TENANT_ID: '00000000-8888-7777-6666-555555555555' },
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
