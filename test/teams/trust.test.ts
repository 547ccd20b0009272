import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '../../db/rows.ts'
import { objectsOf, textOf } from '../../src/playground/vendors/json.ts'
import { publicKeys } from '../../src/playground/vendors/teams/keys.ts'
import { appId, openStage, tenantId } from './stage.ts'

/** What the packages print by themselves, past the log; they are loaded when the product starts. */
const printed: unknown[] = []
console.error = (...said: unknown[]) => void printed.push(said)

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage.close())
beforeEach(() => {
  stage.logged.length = 0
  printed.length = 0
})

const activity = (more: Record<string, unknown> = {}) =>
  stage.teams.activity(stage.idOf('Lena'), stage.conversation('Lena'), { type: 'message', text: 'mine', ...more })

const answered = () => stage.see('Lena', 'Lena').filter(({ from }) => from.isBot).length

/** A mark of what the store holds, and of what anybody sees: what is refused leaves none. */
const trace = async () => {
  const [rows] = await rowsOf(
    stage.db(),
    sql`select (select count(*) from identities)::int as people, (select count(*) from conversations)::int as heard,
      (select count(*) from history)::int as lines, (select count(*) from idempotency_keys)::int as keys`,
  )
  return { ...rows, shown: answered() }
}

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${stage.url()}/api/messages`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

const goodClaims = () => {
  const now = Math.floor(Date.now() / 1_000)
  const { serviceUrl: serviceurl } = activity()
  return { serviceurl, iss: 'https://api.botframework.com', aud: appId, nbf: now - 60, exp: now + 600 }
}

const none = () => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(goodClaims())}.`

/** A token that is right in everything but its key, which is named as one that nobody knows, or as the connector's own. */
const foreignToken = (kid: string) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const text = `${base64({ alg: 'RS256', typ: 'JWT', kid })}.${base64(goodClaims())}`
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
}

const connectorsKid = textOf(objectsOf(publicKeys().keys)[0]?.kid)
const soon = Math.floor(Date.now() / 1_000) + 7_200
const past = Math.floor(Date.now() / 1_000) - 7_200

describe('what is not signed by the connector for us does nothing, and leaves one line in the log', () => {
  const refused: [string, () => Parameters<typeof stage.teams.send>[1]][] = [
    ['no token', () => ({ token: null })],
    ['a token that is none', () => ({ token: 'nonsense' })],
    ['a token without a signature', () => ({ token: none() })],
    ['a token of a foreign key', () => ({ token: foreignToken('foreign') })],
    ['a token of a foreign key under the name of the right one', () => ({ token: foreignToken(connectorsKid) })],
    ['a token for another app', () => ({ claims: { aud: '22222222-2222-3333-4444-555555555555' } })],
    ['a token of another issuer', () => ({ claims: { iss: 'https://sts.windows.net/evil/' } })],
    ['a token that is over', () => ({ claims: { nbf: past - 600, exp: past } })],
    ['a token that names no end', () => ({ claims: { exp: undefined } })],
    ['a token that is not yet good', () => ({ claims: { nbf: soon, exp: soon + 600 } })],
    [
      'a token for another service address',
      () => ({ claims: { serviceurl: 'https://smba.trafficmanager.net/evil/' } }),
    ],
  ]
  test.each(refused)('%s', async (_, proofOf) => {
    const before = await trace()
    const answer = await stage.teams.send(activity(), proofOf())
    expect([answer.status, await answer.text()]).toEqual([401, ''])
    expect(await trace()).toEqual(before)
    expect(stage.logged).toHaveLength(1)
    expect(stage.logged[0]).toContain('"status":401')
    expect(printed).toEqual([])
  })
})

describe('what is signed, and yet not for us, is refused', () => {
  const other = '00000000-8888-7777-6666-555555555555'
  const refused: [string, number, Record<string, unknown>][] = [
    ['another tenant', 403, { channelData: { tenant: { id: other } } }],
    ['no tenant at all', 403, { channelData: {}, conversation: { id: 'a:1', conversationType: 'personal' } }],
    ['another channel than Teams', 400, { channelId: 'directline' }],
    ['no person', 400, { from: {} }],
    ['a number for an id', 400, { id: 5 }],
    ['no service address', 400, { serviceUrl: undefined }],
  ]
  test.each(refused)('%s', async (_, status, more) => {
    const before = await trace()
    const answer = await stage.teams.send({ ...activity(), ...more })
    expect([answer.status, await answer.text()]).toEqual([status, ''])
    expect(await trace()).toEqual(before)
    expect(stage.logged).toHaveLength(1)
  })

  test.each([
    'https://evil.example/',
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net.evil.example/',
  ])('a service address outside of Microsoft’s clouds: %s', async (serviceUrl) => {
    const before = await trace()
    const answer = await stage.teams.send({ ...activity(), serviceUrl }, { claims: { serviceurl: serviceUrl } })
    expect(answer.status).toBe(403)
    expect(await trace()).toEqual(before)
    expect(stage.logged).toHaveLength(1)
  })
})

describe('nothing that is posted ends or hangs the process', () => {
  const bodies = [
    '',
    '{}',
    '[]',
    'null',
    '"text"',
    '{"type":5}',
    '{"type":"message"',
    '{"type":"invoke","id":{}}',
    '\u0000',
  ]
  test.each(bodies)('without a token: %j', async (body) => {
    expect([400, 401]).toContain((await post(body)).status)
  })
  test.each(bodies)('with a token: %j', async (body) => {
    const answer = await stage.teams.send(body)
    expect([400, 401]).toContain(answer.status)
  })

  test('too much of it is refused', async () => {
    expect((await post(JSON.stringify({ text: 'x'.repeat(300_000) }))).status).toBe(413)
  })

  test.each([
    'adaptiveCard/action',
    'task/fetch',
    'task/submit',
    'composeExtension/fetchTask',
    'application/search',
    'unheard/of',
  ])('an invoke without a value is answered: %s', async (name) => {
    const answer = await stage.teams.send(activity({ type: 'invoke', name, text: undefined }))
    expect(answer.status).toBe(200)
  })

  test('afterwards people are answered as ever', async () => {
    await stage.say('Lena', 'Lena', 'help')
    await stage.sees('Lena', 'Lena', 'What you can do most')
  })
})

describe('a request that comes again', () => {
  test('does nothing twice and is answered as the first', async () => {
    const one = activity({ text: `help ${createHash('md5').update(tenantId).digest('hex').slice(0, 4)}` })
    const before = answered()
    const answers = await Promise.all([stage.teams.send(one), stage.teams.send(one)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await stage.teams.send(one)).status).toBe(200)
    expect(answered()).toBe(before + 1)
  })
})

test.each([
  ['cannot be had', { status: 503 }],
  ['never come', { how: 'hang' as const }],
])(
  'while the keys of the issuer %s, requests are to come again',
  async (_, rule) => {
    const own = await openStage()
    own.teams.fail({ call: 'openid', times: 50, ...rule })
    own.teams.fail({ call: 'keys', times: 50, ...rule })
    const one = own.teams.activity(own.idOf('Lena'), own.conversation('Lena'), { type: 'message', text: 'mine' })
    const answer = await own.teams.send(one)
    expect(answer.status).toBe(503)
    expect(own.logged).toHaveLength(1)
    await own.close()
  },
  60_000,
)
