import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { createTrust } from '../../src/teams/trust.ts'
import { serveTeams } from '../support/teams-edge.ts'

let edge: Awaited<ReturnType<typeof serveTeams>>
let trust: ReturnType<typeof createTrust>
let tokens: string[] = []
beforeEach(async () => {
  tokens = []
  edge = await serveTeams({
    deliver: async (request) => {
      tokens.push(request.headers.get('authorization') ?? '')
      return new Response()
    },
  })
  edge.teams.addUser({ id: '29:lena', aadObjectId: 'lena', name: 'Lena', email: 'lena@x.example', tz: 'UTC' })
  trust = createTrust(edge.env)
})
afterEach(() => {
  vi.useRealTimers()
  edge.close()
})

/** An activity, and the header that the connector proves it with. */
const sent = async (claims: Json = {}): Promise<[Json, string]> => {
  const activity = edge.teams.activity('29:lena', edge.teams.personalOf('29:lena'), { text: 'mine' })
  await edge.teams.send(activity, { claims })
  return [activity, tokens.at(-1) ?? '']
}

describe('a token that was found good', () => {
  test('is good again', async () => {
    const [activity, token] = await sent()
    expect([await trust(activity, token), await trust(activity, token)]).toEqual(['good', 'good'])
  })

  test('is good while the keys of the issuer cannot be had', async () => {
    const [activity, token] = await sent()
    expect(await trust(activity, token)).toBe('good')
    edge.close()
    expect(await trust(activity, token)).toBe('good')
  })

  test('is not good for another service address', async () => {
    const [activity, token] = await sent()
    expect(await trust(activity, token)).toBe('good')
    expect(await trust({ ...activity, serviceUrl: 'https://smba.trafficmanager.net/evil/' }, token)).toBe('refused')
  })

  test('is not good with another signature or other claims', async () => {
    const [activity, token] = await sent()
    expect(await trust(activity, token)).toBe('good')
    const [head, claims, signature = ''] = token.split('.')
    expect(await trust(activity, `${head}.${claims}.${[...signature].reverse().join('')}`)).toBe('refused')
    const [, other] = (await sent({ exp: 2_000_000_000 }))[1].split('.')
    expect(await trust(activity, `${head}.${other}.${signature}`)).toBe('refused')
  })

  test('is not good after its end', async () => {
    const [activity, token] = await sent({ exp: Math.floor(Date.now() / 1_000) + 60 })
    expect(await trust(activity, token)).toBe('good')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 })
    expect(await trust(activity, token)).toBe('refused')
  })
})
