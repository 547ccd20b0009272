import { describe, expect, test } from 'vitest'
import { dach, group, openTeams, service } from './teams-vendor-world.ts'

const to = (conversation: string, more = '') => `v3/conversations/${encodeURIComponent(conversation)}/activities${more}`
const hello = { type: 'message', text: 'hello' }

describe('the gate', () => {
  test('a token is for who names the app, its secret, its tenant and the scope', async () => {
    const world = openTeams()
    const { status, body } = await world.login()
    expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3_600 } })
    for (const wrong of [{ client_id: 'x' }, { scope: 'x' }, { grant_type: 'password' }])
      expect(await world.login(wrong)).toMatchObject({ status: 400, body: { error: expect.any(String) } })
    expect(await world.login({ client_secret: 'x' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect(await world.login({}, 'tenant-2')).toMatchObject({ status: 400, body: { error_codes: [90_002] } })
    expect(world.teams.calls()[0]?.args).not.toHaveProperty('client_secret')
  })

  test('no call passes without a token that lives', async () => {
    const world = openTeams()
    await world.post(dach, hello)
    expect((await world.call('POST', to(dach), hello, 'forged')).status).toBe(401)
    const bare = await world.teams.handle(new Request(`${service}${to(dach)}`, { method: 'POST', body: '{}' }))
    expect(bare.status).toBe(401)
    world.clock.ms += 3_600_000
    expect((await world.call('POST', to(dach), hello)).status).toBe(401)
    expect(world.messages()).toHaveLength(1)
  })

  test('seven in a second, eight in two, sixty in thirty are the most for one conversation', async () => {
    const world = openTeams(undefined, { rates: true })
    const burst = async (conversation: string, times: number) => {
      for (let i = 0; i < times; i++) {
        const answer = await world.call('POST', to(conversation), hello)
        if (answer.status !== 201) return [i, answer.status, answer.retryAfter]
      }
      return null
    }
    expect(await burst(dach, 8)).toEqual([7, 429, '1'])
    expect(await burst(group, 7)).toBeNull()
    world.clock.ms += 1_000
    expect(await burst(dach, 2)).toEqual([1, 429, '1'])
    world.clock.ms += 1_000
    expect(await burst(dach, 7)).toBeNull()
    world.clock.ms += 1_000
    for (let i = 0; i < 15; i++) {
      world.clock.ms += 1_000
      expect(await burst(dach, 3)).toBeNull()
    }
    world.clock.ms += 1_000
    expect(await burst(dach, 1)).toEqual([0, 429, '11'])
  })

  test('fifty in a second are the most for the app, whatever they are for', async () => {
    const world = openTeams(undefined, { rates: true })
    const read = (nth: number) => world.call('GET', `v3/conversations/${encodeURIComponent(`19:${nth}`)}/members`)
    for (let nth = 0; nth < 50; nth++) expect((await read(nth)).status).toBe(404)
    expect(await world.call('POST', to(dach), hello)).toMatchObject({ status: 429, retryAfter: '1' })
    world.clock.ms += 1_000
    expect((await world.call('POST', to(dach), hello)).status).toBe(201)
  })

  test('planned failures meet the calls that they name', async () => {
    const world = openTeams()
    await world.post(dach, hello)
    world.teams.fail({ call: 'POST /v3/conversations', status: 429, retryAfterS: 3 })
    expect(await world.call('POST', to(dach), hello)).toMatchObject({ status: 429, retryAfter: '3' })
    expect((await world.call('POST', to(dach), hello)).status).toBe(201)
    world.teams.fail({ call: 'PUT', status: 502, code: 'BadGateway', times: 2 })
    expect((await world.call('PUT', to(dach, '/1'), hello)).body).toMatchObject({ error: { code: 'BadGateway' } })
    expect((await world.call('PUT', to(dach, '/1'), hello)).status).toBe(502)
    expect((await world.call('PUT', to(dach, '/1'), hello)).status).toBe(404)
    world.teams.fail({ call: 'token', status: 503 })
    expect((await world.login()).status).toBe(503)
  })

  test('a lost answer leaves the message there, a refused call does not', async () => {
    const world = openTeams()
    const { body } = await world.login()
    const headers = { authorization: `Bearer ${body.access_token}` }
    const send = () =>
      world.teams.handle(new Request(`${service}${to(dach)}`, { method: 'POST', headers, body: JSON.stringify(hello) }))
    world.teams.fail({ call: 'POST', how: 'refuse' })
    expect((await send()).type).toBe('error')
    expect(world.messages()).toHaveLength(0)
    world.teams.fail({ call: 'POST', how: 'lostAnswer' })
    expect((await send()).type).toBe('error')
    expect(world.messages()).toHaveLength(1)
    expect(world.teams.calls().map(({ method, answer }) => [method, answer])).toEqual([
      ['POST token', { status: 200 }],
      [`POST /v3/conversations/${dach}/activities`, { planned: 'refuse' }],
      [`POST /v3/conversations/${dach}/activities`, { status: 201, id: expect.any(String) }],
    ])
  })
})
