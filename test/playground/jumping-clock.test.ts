import { describe, expect, test } from 'vitest'
import { dach, openTeams } from './teams-vendor-world.ts'
import { openWorld } from './vendor-world.ts'

const dayMs = 86_400_000
const stopwatch = () => 0

describe('while the clock jumps', () => {
  const post = { channel: 'CDACH', text: 'hello' }
  const inTeams = `v3/conversations/${encodeURIComponent(dach)}/activities`
  const hello = { type: 'message', text: 'hello' }

  test('Slack keeps its rates, and its messages stay in their order', async () => {
    const world = openWorld(undefined, { rates: true, stopwatch })
    world.clock.ms += dayMs
    const first = await world.call('chat.postMessage', post)
    world.clock.ms -= dayMs
    const second = await world.call('chat.postMessage', post)
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts))
    for (let i = 2; i < 20; i++) expect(await world.call('chat.postMessage', post)).toMatchObject({ ok: true })
    world.clock.ms += dayMs
    expect(await world.call('chat.postMessage', post)).toMatchObject({ status: 429 })
  })

  test('Teams keeps its rates, and its messages stay in their order', async () => {
    const world = openTeams(undefined, { rates: true, stopwatch })
    world.clock.ms += dayMs
    for (let i = 0; i < 4; i++) expect((await world.call('POST', inTeams, hello)).status).toBe(201)
    world.clock.ms -= dayMs
    for (let i = 4; i < 7; i++) expect((await world.call('POST', inTeams, hello)).status).toBe(201)
    const ids = world.messages().map(({ id }) => Number(id))
    expect(ids).toEqual(ids.toSorted((one, other) => one - other))
    world.clock.ms += dayMs
    expect(await world.call('POST', inTeams, hello)).toMatchObject({ status: 429, retryAfter: '1' })
  })

  test('an answer that came in time is not late', async () => {
    const slack = openWorld(
      () => {
        slack.clock.ms += dayMs
        return new Response('')
      },
      { stopwatch },
    )
    expect(await slack.slack.command('ULENA', 'CDACH', 'mine')).toMatchObject({ ms: 0, error: null })
    const teams = openTeams(
      () => {
        teams.clock.ms += dayMs
        return new Response('')
      },
      { stopwatch },
    )
    expect(
      await teams.teams.act('29:lena', { type: 'say', conversation: teams.teams.personalOf('29:lena'), text: 'mine' }),
    ).toMatchObject({
      ms: 0,
      error: null,
    })
  })
})
