import type { Stage } from '../../src/domain/stages.ts'
import type { RunPrepared } from '../client.ts'
import { bandOf, type Worth } from './worth.ts'

/** What one hand-off waits for: a clock of domain §6, a promised call, or the outcome of a meeting that is over. */
type Due = { kind: string; at: Date }

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

const columns = 'id, lead_id, number, source, amount_minor, call_back_at'
const clocks = "('accept', 'first_touch', 'qualify', 'ae_decision', 'next_step')"

/** All that is somebody's is ranked, so each row is looked up once; what else is shown is read for the few that are. */
const statement = `
with unanswered as materialized (
  select id, min(at) as at from (
    select m.handoff_id as id, m.starts_at + m.minutes * interval '1 minute' as at, $3::timestamptz as asked from meetings m
      where m.ae_id = $1::uuid and m.outcome is null and not m.is_undone
    union all
    select h.id, m.starts_at + m.minutes * interval '1 minute', $3::timestamptz - case when m.ae_id is null then interval '0' else interval '1 day' end
      from handoffs h join meetings m on m.handoff_id = h.id
      where h.owner_id = $1::uuid and h.stage in ('SAL', 'SQL', 'SQO') and m.outcome is null and not m.is_undone
  ) met where at <= asked group by id
), mine as (
  select ${columns} from handoffs where owner_id = $1::uuid and stage in ('SAL', 'SQL', 'SQO')
  union select ${columns} from handoffs where ae_id = $1::uuid and stage in ('SAL', 'SQL', 'SQO')
  union select ${columns} from handoffs where tenant_id = $2::uuid and stage = 'MQL' and offered_to = $1::uuid
  union select ${columns} from handoffs where id in (select id from unanswered) and stage in ('SAL', 'SQL', 'SQO')
), ranked as (
  select h.id, d.due, count(*) over ()::int as total, count(*) filter (where d.due < $4::timestamptz) over ()::int as due_today,
    coalesce(($5::jsonb->'likelihood'->'bySource'->>h.source)::float, ($5::jsonb->'likelihood'->>'ofAll')::float)
      * coalesce(h.amount_minor::float, ($5::jsonb->'value'->'byBand'->>(select ${bandOf}::text from leads l where l.id = h.lead_id))::float, ($5::jsonb->'value'->>'ofAll')::float)
      as expected
  from mine h join leads known on known.id = h.lead_id and known.erased_at is null left join unanswered u on u.id = h.id
  cross join lateral (
    select least(min(t.due_at), h.call_back_at, u.at) as due from timers t
      where t.handoff_id = h.id and t.stopped_at is null and t.paused_at is null and t.clock in ${clocks}
  ) d
  order by d.due nulls last, expected desc nulls last, h.number
  limit $6::int
)
select r.total, r.due_today, h.number, h.stage, l.name, l.company, ae.name as ae,
  coalesce(h.owner_id = $1::uuid, false) as is_owner, coalesce(h.ae_id = $1::uuid, false) as is_ae,
  round(r.expected)::float as expected, h.amount_minor is not null as has_amount, h.currency,
  (select coalesce(jsonb_agg(jsonb_build_array(kind, extract(epoch from at) * 1000) order by at), '[]') from (
    select t.clock as kind, t.due_at as at from timers t
      where t.handoff_id = h.id and t.stopped_at is null and t.paused_at is null and t.clock in ${clocks}
    union all select 'call_back', h.call_back_at where h.call_back_at is not null
    union all select 'meeting', u.at from unanswered u where u.id = h.id
  ) dues) as dues
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
