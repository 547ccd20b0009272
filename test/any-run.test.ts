import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Handoff } from '../db/queries/situation.ts'
import { openTeam, type Team, wordsIn } from './support/team.ts'

let team: Team
beforeAll(async () => {
  team = await openTeam(3)
})
afterAll(() => team.close())

const levels = (level: string) => ({
  level_budget: level,
  level_authority: level,
  level_need: level,
  level_timeline: level,
})
const opportunity = {
  amount: '1000',
  currency: 'EUR',
  closeDate: '2027-01-29',
  nextStep: 'x',
  nextStepBy: '2026-12-01',
}

const asked: [word: string, input?: Record<string, unknown> | undefined, variant?: string][] = [
  ['accept'],
  ['reject', { next: 'recycle', reason: 'not_ready' }],
  ['reject', { next: 'disqualify', reason: 'no_need' }],
  ['touch', undefined, 'reached'],
  ['touch', { kind: 'meeting', outcome: 'reached' }],
  ['meet', { date: '2026-11-17', time: '10:00', length: '30' }],
  ['outcome', undefined, 'held'],
  ['outcome', undefined, 'no_show'],
  ['qualify', levels('3')],
  ['qualify', levels('1')],
  ['qualify', { ...levels('3'), ...opportunity, meetingHeldOn: '2026-11-17' }],
  ['qualify', { ...levels('2'), spokeOn: '2026-11-17' }, 'draft'],
  ['hand', { ae: 'rotation' }],
  ['confirm', { ...opportunity, meetingHeldOn: '2026-11-17' }],
  ['return', { reason: 'not_mine', note: 'not mine' }],
  ['nurture', { reason: 'no_budget' }],
  ['disqualify', { reason: 'competitor' }],
  ['note', { note: 'They called.' }],
  ['ask', { question: 'Who decides?' }],
  ['ask', { answer: 'The head of IT.' }, 'reply'],
  ['undo'],
]

const minutes = fc.integer({ min: 0, max: 15 })
const anything = fc.record({
  who: fc.constantFrom('sdr0', 'sdr0', 'sdr1', 'ae0', 'ae1', 'felix'),
  what: fc.constantFrom(...asked),
  minutes,
})
/** What would lead a hand-off to the next stage, by whoever it is for. */
const onward = fc.record({ who: fc.constant('next'), minutes })
const step = fc.oneof(anything, onward)

const next: Record<string, (typeof asked)[number]> = {
  MQL: ['accept'],
  SAL: ['qualify', { ...levels('3'), spokeOn: '2026-11-17' }],
  SQL: ['confirm', { ...opportunity, meetingHeldOn: '2026-11-17' }],
}

type Step = { who: string; what?: (typeof asked)[number]; minutes: number }

const resolve = ({ who, what }: Step, { stage, ownerId, aeId }: Handoff) => {
  if (what) return { who, what }
  const id = stage === 'SQL' ? aeId : ownerId
  const person = ['sdr0', 'sdr1', 'ae0', 'ae1'].find((one) => team.idOf(one) === id) ?? 'sdr0'
  return { who: person, what: next[stage] ?? (['undo'] as (typeof asked)[number]) }
}

const order = ['mqlAt', 'salAt', 'sqlAt', 'sqoAt'] as const

const read = async (number: number) => {
  const [handoff, lines] = [await team.handoffOf(number), await team.linesOf(number)]
  return { handoff, lines }
}

const reached = new Set<string>()

it('any run of words by anybody keeps one stage, one owner and a line for each act', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const done = await team.handOver()
      if (!done.ok) throw new Error(JSON.stringify(done.refusal))
      let before = await read(done.number)
      for (const one of steps) {
        team.clock.ms += one.minutes * 60_000
        const { who, what } = resolve(one, before.handoff)
        const [word, input, variant] = what
        const given = { ...(input ? { input } : {}), ...(variant ? { variant } : {}) }
        const reply = await team.ask(who, word, done.number, given)
        const after = await read(done.number)
        const { handoff, lines } = after
        const grew = lines.length - before.lines.length
        const trace = `${who} ${word} ${JSON.stringify(input ?? variant ?? '')}: ${wordsIn(reply)}`
        // An act is one version and one submission; nothing that was written changes.
        expect(handoff.version, trace).toBe(new Set(lines.map((line) => line.submission)).size)
        expect(lines.slice(0, before.lines.length), trace).toEqual(before.lines)
        expect(lines.at(-1)?.toStage, trace).toBe(handoff.stage)
        for (const [i, line] of lines.entries()) if (i > 0) expect(line.fromStage, trace).toBe(lines[i - 1]?.toStage)
        if (grew === 0) expect(handoff, trace).toEqual(before.handoff)
        if (word !== 'undo')
          for (const at of [...order, 'nurtureAt', 'disqualifiedAt'] as const)
            if (before.handoff[at]) expect(handoff[at], trace).toEqual(before.handoff[at])
        const times = order.map((at) => handoff[at]?.getTime() ?? null).filter((at) => at !== null)
        expect(times, trace).toEqual(times.toSorted((one, other) => one - other))
        if (['SAL', 'SQL', 'SQO'].includes(handoff.stage)) expect(handoff.ownerId, trace).not.toBeNull()
        reached.add(handoff.stage)
        before = after
      }
      expect(team.errors).toEqual([])
    }),
    { numRuns: 25 },
  )
  // The runs went through all of the chain, not only its beginning.
  expect([...reached]).toEqual(expect.arrayContaining(['MQL', 'SAL', 'SQL', 'SQO']))
}, 120_000)
