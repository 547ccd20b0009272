import type { Step } from './metrics.ts'

export const adjacentSteps = ['mql_sal', 'sal_sql', 'sql_sqo', 'sqo_won'] as const satisfies readonly Step[]

const enough = 10

/** How many entered the first stage of a step, and how many of them have reached the second. */
type Share = { n: number; of: number }

/** What the store counts of one source or queue, or of all (`by` null): in the window and in the 90 days before it. */
export type LeakCount = {
  by: 'source' | 'queue' | null
  key: string
  steps: Record<(typeof adjacentSteps)[number], { now: Share; past: Share }>
}

/** A step at which a source or queue loses more than it used to, or than the others do; rates are shares of 1. */
export type Leak = {
  by: 'source' | 'queue'
  key: string
  step: Step
  n: number
  of: number
  rate: number
  base: number
  baseOf: 'own' | 'all'
  /** Hand-offs lost beyond the base, with fractions. */
  excess: number
}

const rateOf = ({ n, of }: Share) => (of === 0 ? 0 : n / of)

const leaksOf = ({ by, key, steps }: LeakCount, all: LeakCount | undefined): Leak[] =>
  adjacentSteps.flatMap((step) => {
    const { now, past } = steps[step]
    if (by === null || now.of < enough) return []
    const hasPast = past.of >= enough
    const base = hasPast ? rateOf(past) : rateOf(all?.steps[step].now ?? now)
    const excess = now.of * Math.max(0, base - rateOf(now))
    return [{ by, key, step, ...now, rate: rateOf(now), base, baseOf: hasPast ? 'own' : 'all', excess }]
  })

/** The largest excess loss over the hand-offs that entered a stage between 118 and 28 days ago; null when nobody loses any (domain §10). */
export const biggestLeak = (counts: readonly LeakCount[]): Leak | null => {
  const all = counts.find(({ by }) => by === null)
  const worstFirst = counts
    .flatMap((one) => leaksOf(one, all))
    .filter(({ excess }) => excess > 0)
    .toSorted((one, other) => other.excess - one.excess)
  return worstFirst[0] ?? null
}
