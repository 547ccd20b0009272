import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTeam, type Team, wordsIn } from './support/team.ts'

const all = Array.from({ length: 20 }, (_, i) => `sdr${i}`)
const numberOf = (done: Awaited<ReturnType<Team['handOver']>>) => {
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return done.number
}

describe('many act at once', () => {
  let team: Team
  beforeAll(async () => {
    team = await openTeam()
  })
  afterAll(() => team.close())

  it('20 people accept one hand-off: one wins, 19 learn the name', async () => {
    const number = numberOf(await team.handOver())
    const words = (await Promise.all(all.map((who) => team.ask(who, 'accept', number)))).map(wordsIn)
    const lines = await team.linesOf(number)
    const { ownerId, stage, version } = await team.handoffOf(number)
    const winner = all.findIndex((who) => team.idOf(who) === ownerId)
    expect(words[winner]).toContain('@company')
    const name = `Person ${winner} accepted it `
    expect(words.filter((one) => one.includes(name))).toHaveLength(19)
    expect(lines.map(({ verb }) => verb)).toEqual(['new', 'accept'])
    expect({ stage, version }).toEqual({ stage: 'SAL', version: 2 })
  })

  it('20 people accept 8 hand-offs each: every hand-off has one owner', async () => {
    const numbers: number[] = []
    for (let i = 0; i < 8; i++) numbers.push(numberOf(await team.handOver()))
    await Promise.all(all.flatMap((who) => numbers.map((number) => team.ask(who, 'accept', number))))
    const lines = await team.linesOf(...numbers)
    expect(lines.filter(({ verb }) => verb === 'accept')).toHaveLength(8)
    for (const number of numbers) expect((await team.handoffOf(number)).version).toBe(2)
  })

  it('20 confirm, return, nurture and disqualify an SQL at once: one act ends it', async () => {
    const number = numberOf(await team.handOver())
    await team.ask('sdr0', 'accept', number)
    await team.ask('sdr0', 'touch', number, { variant: 'reached' })
    const levels = { level_budget: '2', level_authority: '2', level_need: '2', level_timeline: '3' }
    await team.ask('sdr0', 'qualify', number, { input: { ...levels, ae: team.idOf('ae0') } })
    expect((await team.handoffOf(number)).stage).toBe('SQL')
    const opportunity = { amount: '36000', currency: 'EUR', closeDate: '2027-01-29', nextStep: 'draft' }
    const acts = [
      ['confirm', { ...opportunity, nextStepBy: '2026-11-25', meetingHeldOn: '2026-11-17' }],
      ['return', { reason: 'not_qualified', note: 'not yet' }],
      ['nurture', { reason: 'not_ready' }],
      ['disqualify', { reason: 'no_need' }],
    ] as const
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => acts.map(([word, input]) => team.ask('ae0', word, number, { input }))).flat(),
    )
    const lines = await team.linesOf(number)
    const after = lines.slice(lines.findIndex(({ verb }) => verb === 'qualify') + 1)
    const handoff = await team.handoffOf(number)
    // What returns it opens the way for one that an owner may do as well; each of them stands in the history.
    expect(after.map(({ fromStage }) => fromStage)).toEqual(['SQL', ...after.slice(0, -1).map((one) => one.toStage)])
    expect(handoff.stage).toBe(after.at(-1)?.toStage)
    expect(handoff.version).toBe(lines.length)
    expect(replies.filter((one) => /^#\d+: Closer 0/.test(wordsIn(one))).length).toBe(20 - after.length)
    expect(handoff.ownerId).toBe(team.idOf('sdr0'))
  })

  it('two people hand off the same lead at once: one hand-off, and the other hears of it', async () => {
    const done = await Promise.all(Array.from({ length: 8 }, () => team.handOver('same.lead@adlerwerk.example')))
    const first = done.filter((one) => one.ok)
    expect(first).toHaveLength(1)
    const number = numberOf(first[0] ?? { ok: false, refusal: { key: 'notHere' } })
    expect(done.filter((one) => !one.ok && one.number === number)).toHaveLength(7)
    expect((await team.linesOf(number)).map(({ verb }) => verb)).toEqual(['new', ...Array(7).fill('signal')])
  })

  it('a lead comes again while people act on its hand-off: every signal stays in the history', async () => {
    const number = numberOf(await team.handOver('again.lead@adlerwerk2.example'))
    await team.ask('sdr1', 'accept', number)
    const touches = Array.from({ length: 10 }, () => team.ask('sdr1', 'touch', number, { variant: 'no_answer' }))
    const signals = Array.from({ length: 10 }, () => team.handOver('again.lead@adlerwerk2.example'))
    const replies = await Promise.all(touches)
    await Promise.all(signals)
    const verbs = (await team.linesOf(number)).map(({ verb }) => verb)
    expect(verbs.filter((verb) => verb === 'signal')).toHaveLength(10)
    expect(verbs.filter((verb) => verb === 'touch').length).toBe(
      replies.filter((one) => wordsIn(one).startsWith('Logged')).length,
    )
  })

  it('the same delivery many times at once is one act, and each is answered as the first', async () => {
    const number = numberOf(await team.handOver())
    const accepted = await Promise.all(all.map(() => team.ask('sdr2', 'accept', number, { delivery: 'tap:1' })))
    expect(new Set(accepted.map(wordsIn)).size).toBe(1)
    const made = await Promise.all(all.map(() => team.handOver('once@twice.example', team.ctx, 'form:1')))
    expect(new Set(made.map(numberOf)).size).toBe(1)
    const again = await Promise.all(all.map(() => team.handOver('once@twice.example', team.ctx, 'form:2')))
    expect(again.map((one) => !one.ok && one.refusal.key)).toEqual(Array(20).fill('openAlready'))
    const verbs = (await team.linesOf(number, numberOf(made[0] ?? { ok: false, refusal: { key: 'notHere' } }))).map(
      ({ verb }) => verb,
    )
    expect(verbs).toEqual(['new', 'accept', 'new', 'signal'])
  })

  it('nothing broke on the way', () => expect(team.errors).toEqual([]))
})

describe.runIf(process.env.TEST_DATABASE_URL)('two processes on one server', () => {
  let team: Team
  beforeAll(async () => {
    team = await openTeam()
  })
  afterAll(() => team.close())

  it('act on the same hand-offs in opposite order and never block each other', async () => {
    const other = await team.openContext()
    const numbers: number[] = []
    for (let i = 0; i < 20; i++) numbers.push(numberOf(await team.handOver()))
    const words = await Promise.all([
      ...numbers.map((number) => team.ask('sdr0', 'accept', number)),
      ...numbers.toReversed().map((number) => team.ask('sdr1', 'accept', number, { on: other })),
    ])
    expect(words.map(wordsIn).filter((one) => one.includes('@company'))).toHaveLength(20)
    for (let round = 0; round < 10; round++)
      await Promise.all([
        ...numbers.map((number) => team.ask('sdr0', 'touch', number, { variant: 'no_answer' })),
        ...numbers.toReversed().map((number) => team.ask('sdr1', 'touch', number, { variant: 'reached', on: other })),
      ])
    const lines = await team.linesOf(...numbers)
    expect(lines.filter(({ verb }) => verb === 'touch')).toHaveLength(200)
    for (const number of numbers)
      expect((await team.handoffOf(number)).version).toBe((await team.linesOf(number)).length)
    expect(team.errors).toEqual([])
  })

  it('hand off the same lead at once: one hand-off', async () => {
    const other = await team.openContext()
    const done = await Promise.all(
      [team.ctx, other, team.ctx, other].map((on) => team.handOver('two.processes@adlerwerk.example', on)),
    )
    expect(done.filter((one) => one.ok)).toHaveLength(1)
  })
})
