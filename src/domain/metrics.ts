import { fromMinor } from './money.ts'
import { hoursOf, percentile } from './percentile.ts'
import { dayMs } from './zone.ts'

type Gate = 'mql' | 'sal' | 'sql' | 'sqo' | 'won'
type Loss = 'lost' | 'nurture' | 'disqualified'

const gates: readonly Gate[] = ['mql', 'sal', 'sql', 'sqo', 'won']
const losses: readonly Loss[] = ['nurture', 'disqualified', 'lost']

/** The steps that are reported, from one stage to another; the last one spans the two hand-overs. */
export const steps = {
  mql_sal: ['mql', 'sal'],
  sal_sql: ['sal', 'sql'],
  sql_sqo: ['sql', 'sqo'],
  sqo_won: ['sqo', 'won'],
  mql_sqo: ['mql', 'sqo'],
} as const satisfies Record<string, readonly [Gate, Gate]>
export type Step = keyof typeof steps

const stepNames = Object.keys(steps) as Step[]
const reportedClocks = ['accept', 'first_touch', 'qualify', 'ae_decision']

/** A cohort is mature when this much time has passed since it entered (domain §10). */
export const maturityMs = 28 * dayMs

/** What the funnel needs to know of one hand-off; times in epoch milliseconds, `reached` holds first times. */
export type FunnelFact = {
  source: string | null
  queue: string | null
  owner: string | null
  ae: string | null
  campaign: string | null
  employees: number | null
  priority: number | null
  stage: string
  reached: Partial<Record<Gate | Loss, number>>
  reason: string | null
  override: boolean
  returns: number
  amountMinor: number | null
  currency: string | null
  clocks: { clock: string; due: number; stoppedAt: number | null }[]
}

export type Dimension = 'source' | 'queue' | 'owner' | 'ae' | 'campaign' | 'segment' | 'priority'

/** The period is [from, to); what lies after `asOf` is ignored. Epoch milliseconds. */
export type FunnelQuestion = {
  from: number
  to: number
  by: Dimension | null
  cohort: 'cohort' | 'matured' | 'period'
  asOf: number
}

/** Amounts are whole units of each currency, hours have two decimals (domain §10). */
export type FunnelNumbers = {
  entered: Record<Gate, number>
  reached: Record<Step, { n: number; of: number }>
  hours: Record<Step, { median: number | null; p90: number | null }>
  overrides: number
  returns: number
  reasons: Record<string, number>
  amounts: { sqo: Record<string, number>; won: Record<string, number> }
}

export type FunnelReport = {
  groups: ({ key: string } & FunnelNumbers)[]
  total: FunnelNumbers
  sla: Record<string, { met: number; missed: number }>
}

const bands: readonly [number, string][] = [
  [10, '1-10'],
  [50, '11-50'],
  [200, '51-200'],
  [1000, '201-1000'],
  [Infinity, '1001+'],
]

const segmentOf = (employees: number) => bands.find(([most]) => employees <= most)?.[1] ?? null

/** The group that a hand-off belongs to; `unknown` where nothing is known (domain §10). */
export const groupKey = (fact: FunnelFact, by: Dimension): string => {
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
    if (due < question.from || due >= question.to || isPending) continue
    sla[clock] ??= { met: 0, missed: 0 }
    sla[clock][isStopped && stoppedAt <= due ? 'met' : 'missed'] += 1
  }
  return sla
}

/** The funnel of one period, split where asked: conversion, velocity, service levels, reasons, amounts (domain §10). */
export const computeFunnel = (facts: Iterable<FunnelFact>, question: FunnelQuestion): FunnelReport => {
  const all = [...facts]
  const { by } = question
  const split = by ? Map.groupBy(all, (fact) => groupKey(fact, by)) : new Map<string, FunnelFact[]>()
  const groups = [...split]
    .filter(([, members]) => members.some((fact) => isListed(fact, question)))
    .map(([key, members]) => ({ key, ...numbersOf(members, question) }))
    .sort((one, other) => other.entered.mql - one.entered.mql || compareText(one.key, other.key))
  return { groups, total: numbersOf(all, question), sla: attainment(all, question) }
}
