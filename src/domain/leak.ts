import { type FunnelFact, groupKey, maturityMs, type Step, steps } from './metrics.ts'
import { dayMs } from './zone.ts'

const windowMs = 90 * dayMs
const enough = 10
const adjacent: readonly Step[] = ['mql_sal', 'sal_sql', 'sql_sqo', 'sqo_won']

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

const share = (facts: FunnelFact[], step: Step, enteredFrom: number, enteredTo: number, asOf: number) => {
  const [before, after] = steps[step]
  const base = facts.filter(({ reached: { [before]: at } }) => at !== undefined && at > enteredFrom && at <= enteredTo)
  const n = base.filter(({ reached: { [after]: at } }) => at !== undefined && at <= asOf).length
  return { n, of: base.length, rate: base.length === 0 ? 0 : n / base.length }
}

const leaksOf = (facts: FunnelFact[], by: Leak['by'], step: Step, asOf: number): Leak[] => {
  const end = asOf - maturityMs
  const start = end - windowMs
  const all = share(facts, step, start, end, asOf)
  return [...Map.groupBy(facts, (fact) => groupKey(fact, by))].flatMap(([key, members]) => {
    const now = share(members, step, start, end, asOf)
    if (now.of < enough) return []
    const past = share(members, step, start - windowMs, start, asOf)
    const hasPast = past.of >= enough
    const base = hasPast ? past.rate : all.rate
    const excess = now.of * Math.max(0, base - now.rate)
    return [{ by, key, step, ...now, base, baseOf: hasPast ? ('own' as const) : ('all' as const), excess }]
  })
}

/** The largest excess loss over the hand-offs that entered a stage between 118 and 28 days ago; null when nobody loses any (domain §10). */
export const biggestLeak = (facts: Iterable<FunnelFact>, by: 'source' | 'queue', asOf: number): Leak | null => {
  const all = [...facts]
  const worstFirst = adjacent
    .flatMap((step) => leaksOf(all, by, step, asOf))
    .filter((leak) => leak.excess > 0)
    .sort((one, other) => other.excess - one.excess || (one.key < other.key ? -1 : 1))
  return worstFirst[0] ?? null
}
