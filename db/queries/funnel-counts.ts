import { sql } from 'drizzle-orm'
import {
  type Dimension,
  type FunnelCounts,
  type FunnelQuestion,
  type Gate,
  gates,
  maturityMs,
  type Step,
  stepNames,
  steps,
} from '../../src/domain/metrics.ts'
import { clocks } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { lastMoved } from '../schema/handoffs.ts'

const losses = ['nurture', 'disqualified', 'lost'] as const
const stages = [...gates, ...losses]

/** The group that a hand-off belongs to, and what has to be joined to know it. */
const groupings: Record<Dimension, { key: string; beside: string }> = {
  source: { key: 'h.source', beside: '' },
  campaign: { key: 'h.campaign', beside: '' },
  priority: { key: `'P' || h.priority`, beside: '' },
  queue: { key: 'q.key', beside: 'left join queues q on q.id = h.queue_id' },
  owner: { key: 'm.email', beside: 'left join members m on m.id = h.owner_id' },
  ae: { key: 'm.email', beside: 'left join members m on m.id = h.ae_id' },
  segment: {
    key: `case when l.employees <= 10 then '1-10' when l.employees <= 50 then '11-50' when l.employees <= 200 then '51-200'
      when l.employees <= 1000 then '201-1000' when l.employees > 1000 then '1001+' end`,
    beside: 'join leads l on l.id = h.lead_id',
  },
}
const everything = { key: 'null::text', beside: '' }

const moment = (ms: number) => `timestamptz '${new Date(ms).toISOString()}'`
const count = (of: string) => `count(*) filter (where ${of})`
const anyOf = (some: readonly string[]) => `(${some.map((stage) => `in_${stage}`).join(' or ')})`
const object = <K extends string>(names: readonly K[], value: (name: K) => string) =>
  `json_build_object(${names.map((name) => `'${name}', ${value(name)}`).join(', ')})`

/** `in_sal` says that SAL was reached in the period, as far as it was known at the moment of the report. */
const columnsOf = ({ from, to, asOf }: FunnelQuestion, key: string) => {
  const isIn = (time: string) => `${time} >= ${moment(from)} and ${time} < ${moment(to)} and ${time} <= ${moment(asOf)}`
  return `coalesce(nullif(${key}, ''), 'unknown') as key, h.reason, h.override, h.returns, h.amount_minor, h.currency,
    ${stages.map((stage) => `h.${stage}_at, ${isIn(`h.${stage}_at`)} as in_${stage}`).join(', ')}`
}

const reachedOf = ({ cohort, asOf }: FunnelQuestion) => {
  const latest = moment(cohort === 'matured' ? asOf - maturityMs : asOf)
  return (step: Step) => {
    const [before, after] = steps[step]
    const base = `in_${before} and ${before}_at <= ${latest}`
    return `json_build_object('n', ${count(`${base} and ${after}_at <= ${moment(asOf)}`)}, 'of', ${count(base)})`
  }
}

const secondsOf = (step: Step) => {
  const [before, after] = steps[step]
  return `percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', ${after}_at - ${before}_at)) filter (where in_${after})`
}

const sumOf = (gate: Gate) => `(sum(amount_minor) filter (where in_${gate}))::float8`

/** Clocks whose due time lies in the period; one that is open and not yet due is neither met nor missed. */
const clocksOf = ({ from, to, asOf }: FunnelQuestion) => {
  const isStopped = `stopped_at <= ${moment(asOf)}`
  const isMet = `coalesce(${isStopped} and stopped_at <= due_at, false)`
  return `select clock, ${count(isMet)} as met, ${count(`not ${isMet}`)} as missed from timers
  where clock in (${clocks.map((clock) => `'${clock}'`).join(', ')}) and due_at >= ${moment(from)} and due_at < ${moment(to)}
    and (${isStopped} or due_at < ${moment(asOf)} and paused_at is null)`
}

/** Counts what domain §10 reports of [from, to), as it was at `asOf`. The store adds up: at 100,000 hand-offs, rows would be seconds. */
export const countFunnel = async (db: Db, tenantId: string, question: FunnelQuestion): Promise<FunnelCounts> => {
  const { by, queueId } = question
  const [ofQueue, clockOfQueue] =
    queueId === undefined
      ? [sql``, sql``]
      : [
          sql` and h.queue_id = ${queueId}::uuid`,
          sql` and handoff_id in (select id from handoffs where queue_id = ${queueId}::uuid)`,
        ]
  const { key, beside } = by === null ? everything : groupings[by]
  const of = sql.raw(by === null ? 'null::text as key' : 'key')
  const each = (one: string) =>
    sql.raw(
      by === null ? `group by grouping sets ((${one}))` : `group by grouping sets ((${one}), (${one || 'key'}, key))`,
    )
  const [row] = await rowsOf(
    db,
    sql`with listed as materialized (
  select * from (select ${sql.raw(columnsOf(question, key))} from handoffs h ${sql.raw(beside)}
    where h.tenant_id = ${tenantId} and ${sql.raw(`${lastMoved('h.')} >= ${moment(question.from)}`)}${ofQueue}) h
  where ${sql.raw(anyOf(stages))}
), numbers as (
  select ${of}, ${sql.raw(object(gates, (gate) => count(`in_${gate}`)))} as entered,
    ${sql.raw(object(stepNames, reachedOf(question)))} as reached, ${sql.raw(object(stepNames, secondsOf))} as seconds,
    count(*) filter (where in_sql and override is not null) as overrides,
    coalesce(sum(returns) filter (where in_sql), 0) as returns
  from listed ${each('')} order by key nulls first
), reasons as (
  select ${of}, reason, count(*) as n from listed where reason is not null and ${sql.raw(anyOf(losses))} ${each('reason')}
), amounts as (
  select ${of}, currency, ${sql.raw(sumOf('sqo'))} as sqo, ${sql.raw(sumOf('won'))} as won
  from listed where amount_minor is not null and currency is not null ${each('currency')}
), clocks as (
  ${sql.raw(clocksOf(question))} and tenant_id = ${tenantId}${clockOfQueue} group by clock
)
select (select json_agg(r) from numbers r) as numbers, (select coalesce(json_agg(r), '[]') from reasons r) as reasons,
  (select coalesce(json_agg(r), '[]') from amounts r) as amounts, (select coalesce(json_agg(r), '[]') from clocks r) as clocks`,
  )
  return row as FunnelCounts
}
