import { fromMinor } from './money.ts'
import { dayMs } from './zone.ts'

export const gates = ['mql', 'sal', 'sql', 'sqo', 'won'] as const
export type Gate = (typeof gates)[number]

/** The steps that are reported, from one stage to another; the last one spans the two hand-overs. */
export const steps = {
  mql_sal: ['mql', 'sal'],
  sal_sql: ['sal', 'sql'],
  sql_sqo: ['sql', 'sqo'],
  sqo_won: ['sqo', 'won'],
  mql_sqo: ['mql', 'sqo'],
} as const satisfies Record<string, readonly [Gate, Gate]>
export type Step = keyof typeof steps

export const stepNames = Object.keys(steps) as Step[]
const reportedClocks = ['accept', 'first_touch', 'qualify', 'ae_decision']

/** A cohort is mature when this much time has passed since it entered (domain §10). */
export const maturityMs = 28 * dayMs

export type Dimension = 'source' | 'queue' | 'owner' | 'ae' | 'campaign' | 'segment' | 'priority'

/** The period is [from, to); what lies after `asOf` is ignored. Epoch milliseconds. */
export type FunnelQuestion = {
  from: number
  to: number
  by: Dimension | null
  cohort: 'cohort' | 'matured' | 'period'
  asOf: number
  /** The one queue whose hand-offs are counted; absent for all of them. */
  queueId?: string
}

/** Whose the numbers are: a group, or null for all. */
type Key = string | null

type Counts<K extends Key> = {
  key: K
  entered: Record<Gate, number>
  /** Of those that entered the first stage and belong to the cohort, how many have reached the second. */
  reached: Record<Step, { n: number; of: number }>
  /** Median and 90th percentile of the seconds between the two. */
  seconds: Record<Step, [number, number] | null>
  overrides: number
  returns: number
}

/** What the store counts for a question: all of it first, then the groups. */
export type FunnelCounts = {
  numbers: [Counts<null>, ...Counts<string>[]]
  reasons: { key: Key; reason: string; n: number }[]
  /** Sums in minor units. */
  amounts: { key: Key; currency: string; sqo: number | null; won: number | null }[]
  clocks: { clock: string; met: number; missed: number }[]
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

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const eachStep = <T>(measure: (step: Step) => T) =>
  Object.fromEntries(stepNames.map((step) => [step, measure(step)])) as Record<Step, T>

/** Rounded half up. Between two whole milliseconds a percentile lies on a hundredth, which seconds only come near to. */
const hoursOf = (seconds: number | undefined) =>
  seconds === undefined ? null : Math.floor(Math.round(seconds * 1e5) / 3_600_000 + 0.5) / 100

const reasonsOf = (rows: FunnelCounts['reasons']) =>
  Object.fromEntries(
    rows
      .toSorted((one, other) => other.n - one.n || compareText(one.reason, other.reason))
      .map(({ reason, n }) => [reason, n]),
  )

const amountsOf = (rows: FunnelCounts['amounts'], of: 'sqo' | 'won') =>
  Object.fromEntries(
    rows
      .toSorted((one, other) => compareText(one.currency, other.currency))
      .flatMap(({ currency, [of]: minor }) => (minor === null ? [] : [[currency, fromMinor(minor, currency)]])),
  )

const numbersOf = (counts: FunnelCounts, of: Counts<Key>, cohort: FunnelQuestion['cohort']): FunnelNumbers => {
  const isOfGroup = ({ key }: { key: Key }) => key === of.key
  const amounts = counts.amounts.filter(isOfGroup)
  const { entered, overrides, returns } = of
  return {
    entered,
    reached: eachStep((step) => {
      const [before, after] = steps[step]
      return cohort === 'period' ? { n: entered[after], of: entered[before] } : of.reached[step]
    }),
    hours: eachStep((step) => ({ median: hoursOf(of.seconds[step]?.[0]), p90: hoursOf(of.seconds[step]?.[1]) })),
    overrides,
    returns,
    reasons: reasonsOf(counts.reasons.filter(isOfGroup)),
    amounts: { sqo: amountsOf(amounts, 'sqo'), won: amountsOf(amounts, 'won') },
  }
}

/** The funnel of one period, split where asked: conversion, velocity, service levels, reasons, amounts (domain §10). */
export const funnelOf = (counts: FunnelCounts, cohort: FunnelQuestion['cohort']): FunnelReport => {
  const [all, ...each] = counts.numbers
  const groups = each
    .map((one) => ({ key: one.key, ...numbersOf(counts, one, cohort) }))
    .sort((one, other) => other.entered.mql - one.entered.mql || compareText(one.key, other.key))
  const uncounted = reportedClocks.map((clock) => [clock, { met: 0, missed: 0 }])
  const counted = counts.clocks.map(({ clock, met, missed }) => [clock, { met, missed }])
  return { groups, total: numbersOf(counts, all, cohort), sla: Object.fromEntries([...uncounted, ...counted]) }
}
