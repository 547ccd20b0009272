import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { FunnelQuestion } from '../../src/domain/metrics.ts'
import { demoHandoffs } from '../../src/services/demo-organisation.ts'
import { type FunnelFact, openFunnelStore } from '../support/funnel-facts.ts'
import { plainFunnel } from '../support/funnel-model.ts'

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

let store: Awaited<ReturnType<typeof openFunnelStore>>
let demoTenant: string
beforeAll(async () => {
  store = await openFunnelStore()
  demoTenant = await store.fill(demo)
})
afterAll(() => store.close())

const midnight = (date: string) => DateTime.fromISO(date, { zone }).toMillis()
const at = (time: string) => Date.parse(time)

const october: FunnelQuestion = {
  from: at('2026-10-01T00:00:00Z'),
  to: at('2026-11-01T00:00:00Z'),
  by: 'source',
  cohort: 'cohort',
  asOf: at('2026-11-22T11:00:00Z'),
}

describe('the demo organisation', () => {
  test('has 400 hand-offs and five reports', async () => {
    expect(demo).toHaveLength(400)
    expect(readdirSync('test/fixtures/expected')).toHaveLength(5)
  })

  test.each(readdirSync('test/fixtures/expected'))('gives exactly %s', async (file) => {
    const expected = JSON.parse(readFileSync(`test/fixtures/expected/${file}`, 'utf8'))
    const { from, to, by, cohort, asOf, ...report } = expected
    const question = { from: midnight(from), to: midnight(to), by, cohort, asOf: at(asOf) }
    expect(await store.report(demoTenant, question)).toEqual(report)
    expect(plainFunnel(demo, question)).toEqual(report)
  })

  test('leaks most where e-book leads go from SAL to SQL', async () => {
    const leak = await store.leak(demoTenant, at('2026-11-16T08:00:00Z'))
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
  const { groups, total } = await store.report(v7(), october)
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
      expect(await store.reportOf(facts, question)).toEqual(plainFunnel(facts, question))
    }),
    { numRuns: 60 },
  )
})
