import type { RunPrepared } from '../client.ts'

/** What a hand-off of a source or a size is worth, as history tells it (domain §7). Values are minor units of `currency`. */
export type Worth = {
  currency: string
  /** Shares of 1. */
  likelihood: { bySource: Record<string, number>; ofAll: number }
  /** Medians, by the number of the employee band. */
  value: { byBand: Record<string, number>; ofAll: number | null }
}

/** The employee band of domain §3 as a number, 0 for the smallest. */
export const bandOf = 'width_bucket(l.employees, array[11, 51, 201, 1001])'

const enough = 10
const unknownLikelihood = 0.2
const keptMs = 600_000

const statement = `
select 'won' as what, h.source as key, grouping(h.source) as is_all, count(*)::int as n, count(h.won_at)::float as sum
  from handoffs h where h.tenant_id = $1::uuid and h.sql_at > $2::timestamptz - interval '365 days' and h.sql_at <= $2::timestamptz
  group by grouping sets ((h.source), ())
union all
select 'value', ${bandOf}::text, grouping(${bandOf}), count(*)::int, percentile_cont(0.5) within group (order by h.amount_minor)
  from handoffs h join leads l on l.id = h.lead_id where h.tenant_id = $1::uuid and h.currency = $3 and h.amount_minor > 0
  group by grouping sets ((${bandOf}), ())`

const read = async (run: RunPrepared, tenantId: string, currency: string, now: Date): Promise<Worth> => {
  const worth: Worth = {
    currency,
    likelihood: { bySource: {}, ofAll: unknownLikelihood },
    value: { byBand: {}, ofAll: null },
  }
  for (const row of await run(statement, [tenantId, now.toISOString(), currency])) {
    const [key, n, sum] = [row.key, Number(row.n), Number(row.sum)]
    const isAll = Number(row.is_all) === 1
    if (row.what === 'value') {
      if (isAll) worth.value.ofAll = n > 0 ? sum : null
      else if (typeof key === 'string') worth.value.byBand[key] = sum
    } else if (n >= enough) {
      if (isAll) worth.likelihood.ofAll = sum / n
      else if (typeof key === 'string') worth.likelihood.bySource[key] = sum / n
    }
  }
  return worth
}

type Kept = { key: string; at: number; worth: Promise<Worth> }
const kept = new WeakMap<RunPrepared, Kept>()

/** What hand-offs are worth; counted over all of them, so it is kept for ten minutes. */
export const readWorth = (run: RunPrepared, tenantId: string, currency: string, now: Date): Promise<Worth> => {
  const key = `${tenantId} ${currency}`
  const before = kept.get(run)
  const age = before === undefined ? -1 : now.getTime() - before.at
  if (before?.key === key && age >= 0 && age < keptMs) return before.worth
  const worth = read(run, tenantId, currency, now)
  kept.set(run, { key, at: now.getTime(), worth })
  // A failed count is asked for anew by whoever comes next.
  worth.catch(() => kept.delete(run))
  return worth
}
