import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Store } from '../../db/client.ts'
import { countFunnel } from '../../db/queries/funnel-counts.ts'
import { countLeaks } from '../../db/queries/leak-counts.ts'
import { biggestLeak } from '../../src/domain/leak.ts'
import { type FunnelQuestion, funnelOf } from '../../src/domain/metrics.ts'
import { demoHandoffs } from '../../src/services/demo-organisation.ts'
import { type FunnelFact, fillStore } from '../support/funnel-facts.ts'
import { plainFunnel } from '../support/funnel-model.ts'
import { openTestStore } from '../support/store.ts'

const zone = 'Europe/Berlin'
const ms = z.string().transform((text) => Date.parse(text))
const line = z.object({
  source: z.string().nullable(),
  queue: z.string().nullable(),
  owner: z.string().nullable(),
  ae: z.string().nullable(),
  campaign: z.string().nullable(),
  company: z.object({ employees: z.number().nullable() }),
  priority: z.literal([1, 2, 3]),
  stage: z.string(),
  firstReached: z.record(z.string(), ms),
  reason: z.string().nullable(),
  override: z.boolean(),
  returns: z.number(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  sla: z.array(z.object({ clock: z.string(), due: ms, stoppedAt: ms.nullable() })),
})

const demo: FunnelFact[] = readFileSync('src/playground/demo/demo90.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((text) => line.parse(JSON.parse(text)))
  .map(({ company, firstReached, amount, sla, ...same }) => ({
    ...same,
    employees: company.employees,
    reached: firstReached,
    amountMinor: amount === null ? null : amount * 100,
    clocks: sla,
  }))

let store: Store
let close: () => Promise<void>
let demoTenant: string
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  demoTenant = await fillStore(store, demo)
})
afterAll(() => close())

const ask = async (tenantId: string, question: FunnelQuestion) =>
  funnelOf(await countFunnel(store.db, tenantId, question), question.cohort)

const computeFunnel = async (facts: readonly FunnelFact[], question: FunnelQuestion) =>
  ask(await fillStore(store, facts), question)

const leakIn = async (tenantId: string, asOf: number) => biggestLeak(await countLeaks(store.db, tenantId, asOf))

const leakOf = async (facts: readonly FunnelFact[], asOf: number) => leakIn(await fillStore(store, facts), asOf)

const midnight = (date: string) => DateTime.fromISO(date, { zone }).toMillis()
const at = (time: string) => Date.parse(time)

const fact = (given: Partial<FunnelFact>): FunnelFact => ({
  source: 'ebook',
  queue: 'dach',
  owner: null,
  ae: null,
  campaign: null,
  employees: null,
  priority: 2,
  stage: 'MQL',
  reached: {},
  reason: null,
  override: false,
  returns: 0,
  amountMinor: null,
  currency: null,
  clocks: [],
  ...given,
})

const october: FunnelQuestion = {
  from: at('2026-10-01T00:00:00Z'),
  to: at('2026-11-01T00:00:00Z'),
  by: null,
  cohort: 'cohort',
  asOf: at('2026-11-22T11:00:00Z'),
}
const day = (date: number, hour = 9) => Date.UTC(2026, 9, date, hour)

describe('the demo organisation', () => {
  test('has 400 hand-offs and five reports', async () => {
    expect(demo).toHaveLength(400)
    expect(readdirSync('test/fixtures/expected')).toHaveLength(5)
  })

  test.each(readdirSync('test/fixtures/expected'))('gives exactly %s', async (file) => {
    const expected = JSON.parse(readFileSync(`test/fixtures/expected/${file}`, 'utf8'))
    const { from, to, by, cohort, asOf, ...report } = expected
    const question = { from: midnight(from), to: midnight(to), by, cohort, asOf: at(asOf) }
    expect(await ask(demoTenant, question)).toEqual(report)
    expect(plainFunnel(demo, question)).toEqual(report)
  })

  test('leaks most where e-book leads go from SAL to SQL', async () => {
    const leak = await leakIn(demoTenant, at('2026-11-16T08:00:00Z'))
    expect(leak).toMatchObject({ by: 'source', key: 'ebook', step: 'sal_sql', n: 10, of: 30, baseOf: 'all' })
    expect(leak?.base).toBeCloseTo(0.55, 2)
    expect(leak?.excess).toBeCloseTo(6.6, 1)
  })
})

test('of the day on which it ends, the demo organisation is the file itself', () => {
  const lines = readFileSync('src/playground/demo/demo90.jsonl', 'utf8').trim().split('\n')
  expect(demoHandoffs(new Date(october.asOf))).toEqual(lines.map((text) => JSON.parse(text)))
})

test('another organisation sees none of it', async () => {
  const { groups, total } = await ask(v7(), { ...october, by: 'source' })
  expect(groups).toEqual([])
  expect(total).toEqual(plainFunnel([], october).total)
})

/** Few moments, so that they often fall together and on the edges of the period; whole minutes and odd milliseconds. */
const anyTime = fc
  .tuple(fc.integer({ min: -3, max: 45 }), fc.constantFrom(0, 1, 59_999, 60_000, 4_320_007))
  .map(([days, ms]) => october.from + days * 86_400_000 + ms)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { freq: 3 })
const reached = (...stages: string[]) =>
  fc.record(Object.fromEntries(stages.map((stage) => [stage, anyTime])), { requiredKeys: [] })

const anyFact: fc.Arbitrary<FunnelFact> = fc.record({
  source: maybe(fc.constantFrom('ebook', 'webinar', '', 'Ünknown')),
  queue: maybe(fc.constantFrom('dach', 'italy')),
  owner: maybe(fc.constantFrom('lena@acme.example', 'jonas@acme.example')),
  ae: maybe(fc.constantFrom('tom@acme.example', 'lena@acme.example')),
  campaign: maybe(fc.constantFrom('spring', "o'clock")),
  employees: maybe(fc.constantFrom(0, 10, 11, 200, 1001)),
  priority: fc.constantFrom(1, 2, 3),
  stage: fc.constant('MQL'),
  reached: reached('mql', 'sal', 'sql', 'sqo', 'won', 'lost', 'nurture', 'disqualified'),
  reason: maybe(fc.constantFrom('no_budget', 'price')),
  override: fc.boolean(),
  returns: fc.nat(3),
  amountMinor: maybe(fc.nat(1_000_000)),
  currency: maybe(fc.constantFrom('EUR', 'JPY')),
  clocks: fc.array(
    fc.record({
      clock: fc.constantFrom('accept', 'first_touch', 'next_step', 'undone:accept'),
      due: anyTime,
      stoppedAt: maybe(anyTime),
    }),
    { maxLength: 3 },
  ),
})

const anyQuestion: fc.Arbitrary<FunnelQuestion> = fc.record({
  from: fc.constant(october.from),
  to: fc.constant(october.to),
  by: fc.constantFrom(null, 'source', 'queue', 'owner', 'ae', 'campaign', 'segment', 'priority'),
  cohort: fc.constantFrom('cohort', 'matured', 'period'),
  asOf: anyTime,
})

test('whatever is asked of whatever happened, the store counts what counting one by one gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFact, { maxLength: 25 }), anyQuestion, async (facts, question) => {
      expect(await computeFunnel(facts, question)).toEqual(plainFunnel(facts, question))
    }),
    { numRuns: 60 },
  )
})

describe('a period', () => {
  test('holds its first instant and not the instant at which it ends', async () => {
    const facts = [october.from - 1, october.from, october.to - 1, october.to].map((mql) => fact({ reached: { mql } }))
    expect((await computeFunnel(facts, october)).total.entered.mql).toBe(2)
  })

  test('knows nothing of what lies after the moment of the report', async () => {
    const late = fact({
      stage: 'LOST',
      reached: { mql: day(2), sal: day(3), sql: day(6), sqo: day(7), lost: day(9) },
      reason: 'price',
      amountMinor: 100,
      currency: 'EUR',
      clocks: [{ clock: 'accept', due: day(4), stoppedAt: day(6) }],
    })
    const { total, sla } = await computeFunnel([late], { ...october, asOf: day(5) })
    expect(total.entered).toEqual({ mql: 1, sal: 1, sql: 0, sqo: 0, won: 0 })
    expect(total.reached.sal_sql).toEqual({ n: 0, of: 1 })
    expect(total.reasons).toEqual({})
    expect(total.amounts).toEqual({ sqo: {}, won: {} })
    expect(sla.accept).toEqual({ met: 0, missed: 1 })
  })

  test('counts in its matured cohort only what entered at least 28 days before the report', async () => {
    const asOf = day(31)
    const facts = [day(3) - 1, day(3), day(3) + 1].map((mql) => fact({ reached: { mql, sal: day(30) } }))
    expect((await computeFunnel(facts, { ...october, cohort: 'matured', asOf })).total.reached.mql_sal).toEqual({
      n: 2,
      of: 2,
    })
    expect((await computeFunnel(facts, { ...october, cohort: 'cohort', asOf })).total.reached.mql_sal).toEqual({
      n: 3,
      of: 3,
    })
  })

  test('measures speed by what entered the later stage in it, in hours rounded half up', async () => {
    const start = day(1, 0)
    const facts = [fact({ reached: { mql: start, sal: start + 18_000 } }), fact({ reached: { sal: start + 1 } })]
    expect((await computeFunnel(facts, october)).total.hours.mql_sal).toEqual({ median: 0.01, p90: 0.01 })
  })

  test('counts a hand-off that was lost in it though it entered nothing in it', async () => {
    const lost = fact({ reached: { mql: october.from - 1, nurture: day(3) }, reason: 'no_budget' })
    const quiet = fact({ source: 'rfp', reached: { mql: october.from - 1 } })
    const { groups } = await computeFunnel([lost, quiet], { ...october, by: 'source' })
    expect(groups.map(({ key, reasons }) => ({ key, reasons }))).toEqual([{ key: 'ebook', reasons: { no_budget: 1 } }])
  })
})

describe('service levels', () => {
  const clocksOf = async (due: number, stoppedAt: number | null) => {
    const asked = { ...october, asOf: day(20) }
    return (await computeFunnel([fact({ clocks: [{ clock: 'accept', due, stoppedAt }] })], asked)).sla.accept
  }

  test('are met up to the due moment itself and missed a millisecond later', async () => {
    expect(await clocksOf(day(5), day(5))).toEqual({ met: 1, missed: 0 })
    expect(await clocksOf(day(5), day(5) + 1)).toEqual({ met: 0, missed: 1 })
  })

  test('are missed when open and past due, and undecided while the due moment lies ahead', async () => {
    expect(await clocksOf(day(19), null)).toEqual({ met: 0, missed: 1 })
    expect(await clocksOf(day(20), null)).toEqual({ met: 0, missed: 0 })
    expect(await clocksOf(day(21), day(19))).toEqual({ met: 1, missed: 0 })
  })

  test('belong to the period in which they fall due', async () => {
    expect(await clocksOf(october.from - 1, null)).toEqual({ met: 0, missed: 0 })
  })
})

describe('groups', () => {
  test('come by entered MQL, then by key, and what is missing is unknown', async () => {
    const facts = ['webinar', 'ebook', null, null].map((source) => fact({ source, reached: { mql: day(2) } }))
    const { groups } = await computeFunnel(facts, { ...october, by: 'source' })
    expect(groups.map(({ key }) => key)).toEqual(['unknown', 'ebook', 'webinar'])
  })

  test('by segment follow the bands of employees', async () => {
    const sizes = [1, 10, 11, 50, 51, 200, 201, 1000, 1001, null]
    const facts = sizes.map((employees) => fact({ employees, reached: { mql: day(2) } }))
    const { groups } = await computeFunnel(facts, { ...october, by: 'segment' })
    const sizesBySegment = Object.fromEntries(groups.map(({ key, entered }) => [key, entered.mql]))
    expect(sizesBySegment).toEqual({ '1-10': 2, '11-50': 2, '51-200': 2, '201-1000': 2, '1001+': 1, unknown: 1 })
  })

  test('by priority bear the names of the priorities', async () => {
    const facts = ([1, 3, 3] as const).map((priority) => fact({ priority, reached: { mql: day(2) } }))
    const { groups } = await computeFunnel(facts, { ...october, by: 'priority' })
    expect(groups.map(({ key }) => key)).toEqual(['P3', 'P1'])
  })
})

test('amounts are whole units of each currency and never added across currencies', async () => {
  const amounts = [
    [1250, 'EUR'],
    [1000, 'EUR'],
    [5000, 'JPY'],
  ] as const
  const facts = amounts.map(([amountMinor, currency]) => fact({ reached: { sqo: day(2) }, amountMinor, currency }))
  expect((await computeFunnel(facts, october)).total.amounts.sqo).toEqual({ EUR: 22.5, JPY: 5000 })
})

describe('a percentile', () => {
  const hourMs = 3_600_000
  const hoursOf = async (hours: number[]) => {
    const facts = hours.map((one) => fact({ reached: { mql: day(2, 0), sal: day(2, 0) + one * hourMs } }))
    return (await computeFunnel(facts, october)).total.hours.mql_sal
  }

  test('lies between its neighbours, and of nothing there is none', async () => {
    expect(await hoursOf([])).toEqual({ median: null, p90: null })
    expect(await hoursOf([7])).toEqual({ median: 7, p90: 7 })
    expect(await hoursOf([2, 1])).toEqual({ median: 1.5, p90: 1.9 })
    expect(await hoursOf([0, 30, 10, 20])).toEqual({ median: 15, p90: 27 })
  })
})

describe('the biggest leak', () => {
  const asOf = at('2026-11-16T08:00:00Z')
  const daysAgo = (days: number) => asOf - days * 86_400_000
  const entered = (source: string, days: number, count: number, went: number) =>
    Array.from({ length: count }, (_, index) => {
      const mql = daysAgo(days)
      return fact({ source, reached: index < went ? { mql, sal: mql + 1 } : { mql } })
    })

  test('compares a source with its own past when there are ten of it', async () => {
    const facts = [...entered('ebook', 60, 20, 8), ...entered('ebook', 150, 10, 9), ...entered('rfp', 60, 20, 20)]
    expect(await leakOf(facts, asOf)).toMatchObject({
      key: 'ebook',
      n: 8,
      of: 20,
      base: 0.9,
      baseOf: 'own',
      excess: 10,
    })
  })

  test('looks past a source with fewer than ten', async () => {
    expect(await leakOf([...entered('ebook', 60, 9, 0), ...entered('rfp', 60, 20, 20)], asOf)).toBeNull()
  })

  test('looks only at what entered between 118 and 28 days ago', async () => {
    const young = [...entered('ebook', 27, 10, 0), ...entered('rfp', 60, 10, 10)]
    expect(await leakOf(young, asOf)).toBeNull()
    const mature = [...entered('ebook', 28, 10, 0), ...entered('rfp', 60, 10, 10)]
    expect(await leakOf(mature, asOf)).toMatchObject({ key: 'ebook', excess: 5 })
  })

  test('is none where nobody loses more than the rest', async () => {
    expect(await leakOf([], asOf)).toBeNull()
  })
})
