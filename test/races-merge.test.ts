import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../src/services/context.ts'
import { openTeam, type Team, wordsIn } from './support/team.ts'

const isServer = process.env.TEST_DATABASE_URL !== undefined

describe('while hand-offs are merged, others act on them', () => {
  let team: Team
  let other: Context
  beforeAll(async () => {
    team = await openTeam(10)
    // Where the store is a server, half of them act through a process of their own.
    other = isServer ? await team.openContext() : team.ctx
  })
  afterAll(() => team.close())

  const owned = async () => {
    const done = await team.handOver()
    if (!done.ok) throw new Error(JSON.stringify(done.refusal))
    await team.ask('sdr0', 'accept', done.number)
    team.clock.ms += 1_000
    return done.number
  }
  const waiting = async () => {
    const done = await team.handOver()
    if (!done.ok) throw new Error(JSON.stringify(done.refusal))
    team.clock.ms += 1_000
    return done.number
  }
  const merge = (into: number, from: number, on: Context) =>
    team.ask('sdr0', 'merge', into, { input: { other: String(from) }, on })

  it('somebody accepts the one that is merged away: either came first, and neither half of it stands', async () => {
    for (let round = 0; round < 8; round++) {
      const [into, from] = [await owned(), await waiting()]
      const [merged, accepted] = await Promise.all(
        round % 2 === 0
          ? [merge(into, from, team.ctx), team.ask('sdr1', 'accept', from, { on: other })]
          : [merge(into, from, other), team.ask('sdr1', 'accept', from)],
      )
      expect(wordsIn(merged)).toContain(`is merged into #${into}`)
      const [goesOn, gone] = [await team.handoffOf(into), await team.handoffOf(from)]
      expect({ stage: gone.stage, mergedInto: gone.mergedInto }).toEqual({ stage: 'MERGED', mergedInto: into })
      expect({ stage: goesOn.stage, absorbs: goesOn.absorbs }).toEqual({ stage: 'SAL', absorbs: [from] })
      const verbs = (await team.linesOf(from)).map(({ verb }) => verb)
      const wasFirst = wordsIn(accepted).includes('@company')
      expect(verbs).toEqual(wasFirst ? ['new', 'accept', 'merge'] : ['new', 'merge'])
      if (!wasFirst) expect(wordsIn(accepted)).toContain('Person 0 merged it')
      expect(gone.version).toBe(verbs.length)
      expect(goesOn.version).toBe((await team.linesOf(into)).length)
    }
  })

  it('two merge the same two at once, each from its own end: they are merged once', async () => {
    const [into, from] = [await owned(), await owned()]
    const words = (
      await Promise.all(
        Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? merge(into, from, team.ctx) : merge(from, into, other))),
      )
    ).map(wordsIn)
    expect(words.filter((one) => one.includes(`is merged into #${into}`))).toHaveLength(1)
    expect(words.filter((one) => one.includes(`was merged into #${into} before`))).toHaveLength(5)
    expect((await team.linesOf(from, into)).filter(({ verb }) => verb === 'merge')).toHaveLength(2)
  })

  it('three are merged in a ring: one goes on, and each of the others leads to it', async () => {
    const ring = [await owned(), await owned(), await owned()]
    const [a = 0, b = 0, c = 0] = ring
    await Promise.all([merge(a, b, team.ctx), merge(b, c, other), merge(c, a, team.ctx)])
    const rows = await Promise.all(ring.map((number) => team.handoffOf(number)))
    const goesOn = rows.filter(({ stage }) => stage !== 'MERGED')
    expect(goesOn.map(({ number }) => number)).toEqual([a])
    const endOf = (number: number | null, steps = ring.length): number | null => {
      const next = rows.find((one) => one.number === number)?.mergedInto ?? null
      return next === null || steps === 0 ? number : endOf(next, steps - 1)
    }
    expect(ring.map((number) => endOf(number))).toEqual([a, a, a])
    expect(goesOn[0]?.absorbs?.toSorted((one, two) => one - two)).toEqual([b, c])
  })

  it('two reopen the same at once: one new hand-off', async () => {
    const old = await owned()
    await team.ask('sdr0', 'nurture', old, { input: { reason: 'no_budget' } })
    const words = (
      await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          team.ask('felix', 'reopen', old, { input: { why: 'They called.' }, on: i % 2 === 0 ? team.ctx : other }),
        ),
      )
    ).map(wordsIn)
    expect(words.filter((one) => one.includes('is back as #'))).toHaveLength(1)
    expect((await team.linesOf(old)).filter(({ verb }) => verb === 'reopen')).toHaveLength(1)
  })

  it('the same delivery twice is one act, and is answered as the first', async () => {
    const old = await owned()
    await team.ask('sdr0', 'nurture', old, { input: { reason: 'no_budget' } })
    const given = { input: { why: 'They called.' }, delivery: 'form:once' }
    const words = (await Promise.all([0, 1, 2].map(() => team.ask('felix', 'reopen', old, given)))).map(wordsIn)
    expect(new Set(words).size).toBe(1)
    const [into, from] = [await owned(), await waiting()]
    const merging = { input: { other: String(from) }, delivery: 'form:merge' }
    const merged = (await Promise.all([0, 1, 2].map(() => team.ask('sdr0', 'merge', into, merging)))).map(wordsIn)
    expect(new Set(merged).size).toBe(1)
    expect(merged[0]).toContain(`is merged into #${into}`)
  })

  it('nothing broke on the way', () => expect(team.errors).toEqual([]))
})
