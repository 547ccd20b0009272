import type { Step } from './metrics.ts'

export const adjacentSteps = ['mql_sal', 'sal_sql', 'sql_sqo', 'sqo_won'] as const satisfies readonly Step[]
type Adjacent = (typeof adjacentSteps)[number]

const enough = 10

/** How many entered the first stage of a step, and how many of them have reached the second. */
type Share = { n: number; of: number }

/** What the store counts of one source in one queue: in the window, and in the 90 days before it. */
export type LeakCount = {
  source: string
  queue: string
  steps: Record<Adjacent, { now: Share; past: Share }>
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

const shareOf = (counts: readonly LeakCount[], step: Adjacent, when: 'now' | 'past') => {
  const shares = counts.map(({ steps }) => steps[step][when])
  const n = shares.reduce((sum, one) => sum + one.n, 0)
  const of = shares.reduce((sum, one) => sum + one.of, 0)
  return { n, of, rate: of === 0 ? 0 : n / of }
}

const leaksOf = (counts: readonly LeakCount[], by: Leak['by'], step: Adjacent): Leak[] => {
  const all = shareOf(counts, step, 'now')
  return [...Map.groupBy(counts, (one) => one[by])].flatMap(([key, own]) => {
    const now = shareOf(own, step, 'now')
    if (now.of < enough) return []
    const past = shareOf(own, step, 'past')
    const hasPast = past.of >= enough
    const base = hasPast ? past.rate : all.rate
    const excess = now.of * Math.max(0, base - now.rate)
    return [{ by, key, step, ...now, base, baseOf: hasPast ? ('own' as const) : ('all' as const), excess }]
  })
}

const worstBy = (counts: readonly LeakCount[], by: Leak['by']): Leak[] =>
  adjacentSteps
    .flatMap((step) => leaksOf(counts, by, step))
    .filter((leak) => leak.excess > 0)
    .sort((one, other) => other.excess - one.excess || (one.key < other.key ? -1 : 1))

/** The largest excess loss over the hand-offs that entered a stage between 118 and 28 days ago; null when nobody loses any (domain §10). */
export const biggestLeak = (counts: readonly LeakCount[]): Leak | null => {
  const worstFirst = [...worstBy(counts, 'source'), ...worstBy(counts, 'queue')]
  return worstFirst.sort((one, other) => other.excess - one.excess)[0] ?? null
}
