import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FunnelQuestion } from '../../src/domain/metrics.ts'
import { fact, openFunnelStore } from '../support/funnel-facts.ts'

let store: Awaited<ReturnType<typeof openFunnelStore>>
beforeAll(async () => {
  store = await openFunnelStore()
})
afterAll(() => store.close())

const at = (time: string) => Date.parse(time)

const october: FunnelQuestion = {
  from: at('2026-10-01T00:00:00Z'),
  to: at('2026-11-01T00:00:00Z'),
  by: null,
  cohort: 'cohort',
  asOf: at('2026-11-22T11:00:00Z'),
}
const day = (date: number, hour = 9) => Date.UTC(2026, 9, date, hour)

describe('a period', () => {
  test('holds its first instant and not the instant at which it ends', async () => {
    const facts = [october.from - 1, october.from, october.to - 1, october.to].map((mql) => fact({ reached: { mql } }))
    expect((await store.reportOf(facts, october)).total.entered.mql).toBe(2)
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
    const { total, sla } = await store.reportOf([late], { ...october, asOf: day(5) })
    expect(total.entered).toEqual({ mql: 1, sal: 1, sql: 0, sqo: 0, won: 0 })
    expect(total.reached.sal_sql).toEqual({ n: 0, of: 1 })
    expect(total.reasons).toEqual({})
    expect(total.amounts).toEqual({ sqo: {}, won: {} })
    expect(sla.accept).toEqual({ met: 0, missed: 1 })
  })

  test('counts in its matured cohort only what entered at least 28 days before the report', async () => {
    const asOf = day(31)
    const facts = [day(3) - 1, day(3), day(3) + 1].map((mql) => fact({ reached: { mql, sal: day(30) } }))
    expect((await store.reportOf(facts, { ...october, cohort: 'matured', asOf })).total.reached.mql_sal).toEqual({
      n: 2,
      of: 2,
    })
    expect((await store.reportOf(facts, { ...october, cohort: 'cohort', asOf })).total.reached.mql_sal).toEqual({
      n: 3,
      of: 3,
    })
  })

  test('measures speed by what entered the later stage in it, in hours rounded half up', async () => {
    const start = day(1, 0)
    const facts = [fact({ reached: { mql: start, sal: start + 18_000 } }), fact({ reached: { sal: start + 1 } })]
    expect((await store.reportOf(facts, october)).total.hours.mql_sal).toEqual({ median: 0.01, p90: 0.01 })
  })

  test('counts a hand-off that was lost in it though it entered nothing in it', async () => {
    const lost = fact({ reached: { mql: october.from - 1, nurture: day(3) }, reason: 'no_budget' })
    const quiet = fact({ source: 'rfp', reached: { mql: october.from - 1 } })
    const { groups } = await store.reportOf([lost, quiet], { ...october, by: 'source' })
    expect(groups.map(({ key, reasons }) => ({ key, reasons }))).toEqual([{ key: 'ebook', reasons: { no_budget: 1 } }])
  })
})

describe('service levels', () => {
  const clocksOf = async (due: number, stoppedAt: number | null) => {
    const asked = { ...october, asOf: day(20) }
    return (await store.reportOf([fact({ clocks: [{ clock: 'accept', due, stoppedAt }] })], asked)).sla.accept
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
    const { groups } = await store.reportOf(facts, { ...october, by: 'source' })
    expect(groups.map(({ key }) => key)).toEqual(['unknown', 'ebook', 'webinar'])
  })

  test('by segment follow the bands of employees', async () => {
    const sizes = [1, 10, 11, 50, 51, 200, 201, 1000, 1001, null]
    const facts = sizes.map((employees) => fact({ employees, reached: { mql: day(2) } }))
    const { groups } = await store.reportOf(facts, { ...october, by: 'segment' })
    const sizesBySegment = Object.fromEntries(groups.map(({ key, entered }) => [key, entered.mql]))
    expect(sizesBySegment).toEqual({ '1-10': 2, '11-50': 2, '51-200': 2, '201-1000': 2, '1001+': 1, unknown: 1 })
  })

  test('by priority bear the names of the priorities', async () => {
    const facts = ([1, 3, 3] as const).map((priority) => fact({ priority, reached: { mql: day(2) } }))
    const { groups } = await store.reportOf(facts, { ...october, by: 'priority' })
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
  expect((await store.reportOf(facts, october)).total.amounts.sqo).toEqual({ EUR: 22.5, JPY: 5000 })
})

describe('a percentile', () => {
  const hourMs = 3_600_000
  const hoursOf = async (hours: number[]) => {
    const facts = hours.map((one) => fact({ reached: { mql: day(2, 0), sal: day(2, 0) + one * hourMs } }))
    return (await store.reportOf(facts, october)).total.hours.mql_sal
  }

  test('lies between its neighbours, and of nothing there is none', async () => {
    expect(await hoursOf([])).toEqual({ median: null, p90: null })
    expect(await hoursOf([7])).toEqual({ median: 7, p90: 7 })
    expect(await hoursOf([2, 1])).toEqual({ median: 1.5, p90: 1.9 })
    expect(await hoursOf([0, 30, 10, 20])).toEqual({ median: 15, p90: 27 })
  })
})
