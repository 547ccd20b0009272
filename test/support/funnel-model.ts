import {
  type Dimension,
  type FunnelNumbers,
  type FunnelQuestion,
  type FunnelReport,
  type Gate,
  gates,
  maturityMs,
  type Step,
  stepNames,
  steps,
} from '../../src/domain/metrics.ts'
import { fromMinor } from '../../src/domain/money.ts'
import { clocks } from '../../src/domain/settings.ts'
import type { FunnelFact } from './funnel-facts.ts'

const losses = ['nurture', 'disqualified', 'lost'] as const
const reportedClocks = ['accept', 'first_touch', 'qualify', 'ae_decision']

const percentile = (sorted: readonly number[], p: number): number | null => {
  const reach = p * (sorted.length - 1)
  const below = sorted[Math.floor(reach / 100)]
  if (below === undefined) return null
  const above = sorted[Math.ceil(reach / 100)] ?? below
  return below + ((above - below) * (reach % 100)) / 100
}

const hoursOf = (ms: number | null) => (ms === null ? null : Math.floor(ms / 36_000 + 0.5) / 100)

const bands: readonly [number, string][] = [
  [10, '1-10'],
  [50, '11-50'],
  [200, '51-200'],
  [1000, '201-1000'],
  [Infinity, '1001+'],
]

const segmentOf = (employees: number) => bands.find(([most]) => employees <= most)?.[1] ?? null

const groupKey = (fact: FunnelFact, by: Dimension): string => {
  if (by === 'segment') return (fact.employees === null ? null : segmentOf(fact.employees)) ?? 'unknown'
  if (by === 'priority') return fact.priority === null ? 'unknown' : `P${fact.priority}`
  return fact[by] || 'unknown'
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const countBy = (keys: string[]) => {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([a, n], [b, m]) => m - n || compareText(a, b)))
}

const amountsOf = (facts: FunnelFact[]) => {
  const minor: Record<string, number> = {}
  for (const { amountMinor, currency } of facts) {
    if (amountMinor !== null && currency !== null) minor[currency] = (minor[currency] ?? 0) + amountMinor
  }
  const currencies = Object.keys(minor).sort(compareText)
  return Object.fromEntries(currencies.map((currency) => [currency, fromMinor(minor[currency] ?? 0, currency)]))
}

const within = (at: number | undefined, { from, to, asOf }: FunnelQuestion) =>
  at !== undefined && at >= from && at < to && at <= asOf

const isLossIn = (fact: FunnelFact, question: FunnelQuestion) =>
  losses.some((loss) => within(fact.reached[loss], question))

const isListed = (fact: FunnelFact, question: FunnelQuestion) =>
  gates.some((gate) => within(fact.reached[gate], question)) || isLossIn(fact, question)

const conversion = (entered: Record<Gate, FunnelFact[]>, step: Step, { cohort, asOf }: FunnelQuestion) => {
  const [before, after] = steps[step]
  if (cohort === 'period') return { n: entered[after].length, of: entered[before].length }
  const latest = cohort === 'matured' ? asOf - maturityMs : asOf
  const base = entered[before].filter((fact) => (fact.reached[before] ?? Infinity) <= latest)
  return { n: base.filter((fact) => (fact.reached[after] ?? Infinity) <= asOf).length, of: base.length }
}

const velocity = (entered: Record<Gate, FunnelFact[]>, step: Step) => {
  const [before, after] = steps[step]
  const spans = entered[after].flatMap(({ reached: { [before]: start, [after]: end } }) =>
    start === undefined || end === undefined ? [] : [end - start],
  )
  spans.sort((one, other) => one - other)
  return { median: hoursOf(percentile(spans, 50)), p90: hoursOf(percentile(spans, 90)) }
}

const numbersOf = (facts: FunnelFact[], question: FunnelQuestion): FunnelNumbers => {
  const enteredAt = (gate: Gate) => facts.filter((fact) => within(fact.reached[gate], question))
  const entered = {
    mql: enteredAt('mql'),
    sal: enteredAt('sal'),
    sql: enteredAt('sql'),
    sqo: enteredAt('sqo'),
    won: enteredAt('won'),
  }
  const eachGate = Object.fromEntries(gates.map((gate) => [gate, entered[gate].length])) as Record<Gate, number>
  const eachStep = <T>(measure: (step: Step) => T) =>
    Object.fromEntries(stepNames.map((step) => [step, measure(step)])) as Record<Step, T>
  return {
    entered: eachGate,
    reached: eachStep((step) => conversion(entered, step, question)),
    hours: eachStep((step) => velocity(entered, step)),
    overrides: entered.sql.filter((fact) => fact.override).length,
    returns: entered.sql.reduce((sum, fact) => sum + fact.returns, 0),
    reasons: countBy(facts.filter((fact) => isLossIn(fact, question)).flatMap((fact) => fact.reason ?? [])),
    amounts: { sqo: amountsOf(entered.sqo), won: amountsOf(entered.won) },
  }
}

const attainment = (facts: FunnelFact[], question: FunnelQuestion) => {
  const sla: FunnelReport['sla'] = Object.fromEntries(reportedClocks.map((clock) => [clock, { met: 0, missed: 0 }]))
  for (const { clock, due, stoppedAt } of facts.flatMap((fact) => fact.clocks)) {
    const isStopped = stoppedAt !== null && stoppedAt <= question.asOf
    const isPending = !isStopped && due >= question.asOf
    // What was undone keeps its row, under another name.
    if (!clocks.some((one) => one === clock)) continue
    if (due < question.from || due >= question.to || isPending) continue
    sla[clock] ??= { met: 0, missed: 0 }
    sla[clock][isStopped && stoppedAt <= due ? 'met' : 'missed'] += 1
  }
  return sla
}

/** The funnel once more, hand-off by hand-off and without a store: what the store counts is held against it (domain §10). */
export const plainFunnel = (facts: Iterable<FunnelFact>, question: FunnelQuestion): FunnelReport => {
  const all = [...facts]
  const { by } = question
  const split = by ? Map.groupBy(all, (fact) => groupKey(fact, by)) : new Map<string, FunnelFact[]>()
  const groups = [...split]
    .filter(([, members]) => members.some((fact) => isListed(fact, question)))
    .map(([key, members]) => ({ key, ...numbersOf(members, question) }))
    .sort((one, other) => other.entered.mql - one.entered.mql || compareText(one.key, other.key))
  return { groups, total: numbersOf(all, question), sla: attainment(all, question) }
}
