import type { Stage } from '../../src/domain/stages.ts'
import type { RunPrepared } from '../client.ts'
import { bandOf, type Worth } from './worth.ts'

/** What one hand-off waits for: a clock of domain §6, a promised call, or the outcome of a meeting that is over. */
export type Due = { kind: string; at: Date }

export type MineRow = {
  number: number
  stage: Stage
  name: string | null
  company: string | null
  isOwner: boolean
  isAe: boolean
  ae: string | null
  /** The earliest first. */
  dues: Due[]
  /** Likelihood times value, in minor units; null where no amount is known yet. */
  expected: { minor: number; currency: string } | null
}

export type Mine = { total: number; dueToday: number; rows: MineRow[] }

export const statement = `
with mine as (
  select id from handoffs where owner_id = $1::uuid and stage in ('SAL', 'SQL', 'SQO')
  union select id from handoffs where ae_id = $1::uuid and stage in ('SAL', 'SQL', 'SQO')
  union select id from handoffs where tenant_id = $2::uuid and stage = 'MQL' and offered_to = $1::uuid
  union select m.handoff_id from meetings m join handoffs h on h.id = m.handoff_id
    where m.ae_id = $1::uuid and m.outcome is null and not m.is_undone and h.stage in ('SAL', 'SQL', 'SQO')
      and m.starts_at + m.minutes * interval '1 minute' <= $3::timestamptz
), dues as (
  select t.handoff_id as id, t.clock as kind, t.due_at as at from mine join timers t on t.handoff_id = mine.id
    where t.stopped_at is null and t.clock in ('accept', 'first_touch', 'qualify', 'ae_decision', 'next_step')
  union all
  select h.id, 'call_back', h.call_back_at from mine join handoffs h on h.id = mine.id where h.call_back_at is not null
  union all
  select m.handoff_id, 'meeting', m.starts_at + m.minutes * interval '1 minute' from mine join meetings m on m.handoff_id = mine.id
    where m.ae_id = $1::uuid and m.outcome is null and not m.is_undone
      and m.starts_at + m.minutes * interval '1 minute' <= $3::timestamptz
), firsts as (
  select id, min(at) as due from dues group by id
), ranked as (
  select h.id, f.due, count(*) over ()::int as total,
    count(*) filter (where f.due < $4::timestamptz) over ()::int as due_today,
    coalesce(($5::jsonb->'likelihood'->'bySource'->>h.source)::float, ($5::jsonb->'likelihood'->>'ofAll')::float)
      * coalesce(h.amount_minor::float, ($5::jsonb->'value'->'byBand'->>${bandOf}::text)::float, ($5::jsonb->'value'->>'ofAll')::float)
      as expected
  from mine join handoffs h on h.id = mine.id join leads l on l.id = h.lead_id left join firsts f on f.id = h.id
  order by due nulls last, expected desc nulls last, h.number
  limit $6::int
)
select r.total, r.due_today, h.number, h.stage, l.name, l.company, ae.name as ae,
  coalesce(h.owner_id = $1::uuid, false) as is_owner, coalesce(h.ae_id = $1::uuid, false) as is_ae,
  round(r.expected)::float as expected, h.amount_minor is not null as has_amount, h.currency,
  (select coalesce(jsonb_agg(jsonb_build_array(d.kind, extract(epoch from d.at) * 1000) order by d.at), '[]') from dues d where d.id = h.id) as dues
from ranked r join handoffs h on h.id = r.id join leads l on l.id = h.lead_id left join members ae on ae.id = h.ae_id
order by r.due nulls last, r.expected desc nulls last, h.number`

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

/** Safe: the column holds nothing but stages. */
const stageOf = (value: unknown) => value as Stage

const duesOf = (value: unknown): Due[] =>
  Array.isArray(value) ? value.map(([kind, at]) => ({ kind: String(kind), at: new Date(Number(at)) })) : []

/**
 * What somebody owns, is the AE of, or was offered, and what of it is due: by due time, then by expected value (domain
 * §7). Amounts of several currencies are ranked by their figures, since no rate is known.
 */
export const readMine = async (
  run: RunPrepared,
  who: { tenantId: string; memberId: string },
  at: { now: Date; endOfDay: Date },
  worth: Worth,
  limit: number,
): Promise<Mine> => {
  const rows = await run(statement, [
    who.memberId,
    who.tenantId,
    at.now.toISOString(),
    at.endOfDay.toISOString(),
    JSON.stringify(worth),
    limit,
  ])
  return {
    total: Number(rows[0]?.total ?? 0),
    dueToday: Number(rows[0]?.due_today ?? 0),
    rows: rows.map((row) => ({
      number: Number(row.number),
      stage: stageOf(row.stage),
      name: textOrNull(row.name),
      company: textOrNull(row.company),
      isOwner: row.is_owner === true,
      isAe: row.is_ae === true,
      ae: textOrNull(row.ae),
      dues: duesOf(row.dues),
      expected:
        row.expected === null
          ? null
          : {
              minor: Number(row.expected),
              currency: (row.has_amount === true ? textOrNull(row.currency) : null) ?? worth.currency,
            },
    })),
  }
}
