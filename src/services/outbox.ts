import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import type { Context } from './context.ts'

export type Queued = {
  id: number
  tenantId: string
  lane: string
  key: string
  payload: Record<string, unknown>
  attempts: number
  /** What it is about; null where that is no hand-off, or more than one. */
  handoffId: string | null
}

/** How long a lane is held while its message is being sent; a platform's answer has half of that. */
export const leaseMs = 20_000

/** The oldest message of a lane is one step in the index, however many wait there. */
const oldest = (of: string) =>
  sql.raw(`cross join lateral (
        select o.id from outbox o where o.tenant_id = ${of}.tenant_id and o.lane = ${of}.lane and o.state = 'queued' order by o.id limit 1
      ) h`)

/**
 * Takes the oldest message of each free lane, so that each lane is served in order by one process. Lanes in which
 * something of a P1 waits come first, then those that have waited longest. The message row is updated, not only read: a
 * message that was finished in between is not taken a second time. Lanes are looked at, not messages, and no more of
 * them than are taken: picked before the update, or a plan made while little waited would pick anew for each that waits;
 * and updated by their ids alone (what has no time of sending is queued), or such a plan would read all that wait.
 */
export const claimMessages = async (ctx: Context, token: string, lanes: number): Promise<Queued[]> => {
  const rows = await rowsOf(
    ctx.db,
    sql`with urgent as materialized (
      select l.tenant_id, l.lane from lanes l
      where l.tenant_id = ${ctx.tenantId}::uuid and l.next_at <= now() and l.lane in (
        select o.lane from outbox o where o.tenant_id = ${ctx.tenantId}::uuid and o.state = 'queued' and o.priority = 1)
      order by l.next_at limit ${lanes}::int for update of l skip locked
    ), usual as materialized (
      select l.tenant_id, l.lane from lanes l ${oldest('l')}
      where l.tenant_id = ${ctx.tenantId}::uuid and l.next_at <= now() and l.lane not in (select lane from urgent)
      order by l.next_at limit ${lanes}::int - (select count(*) from urgent) for update of l skip locked
    ), pick as materialized (
      select l.tenant_id, l.lane, h.id from (select * from urgent union all select * from usual) l ${oldest('l')}
    ), taken as (
      update outbox o set attempts = o.attempts + 1, token = ${token}::uuid from pick p
      where o.id = p.id and o.sent_at is null
      returning o.id, o.tenant_id, o.lane, o.dedupe_key, o.payload, o.attempts, o.handoff_id
    ), lease as (
      update lanes l set next_at = now() + ${leaseMs}::int * interval '1 millisecond', token = ${token}::uuid from taken t
      where l.tenant_id = t.tenant_id and l.lane = t.lane
    ) select * from taken`,
  )
  return rows.map((row) => ({
    id: Number(row.id),
    tenantId: String(row.tenant_id),
    lane: String(row.lane),
    key: String(row.dedupe_key),
    payload: row.payload as Record<string, unknown>,
    attempts: Number(row.attempts),
    handoffId: row.handoff_id === null ? null : String(row.handoff_id),
  }))
}

/** Holds a lane for longer while its message is still being sent: several slow calls in a row outlast one lease. */
export const holdLane = (ctx: Context, token: string, message: Queued) =>
  rowsOf(
    ctx.db,
    sql`update lanes set next_at = now() + ${leaseMs}::int * interval '1 millisecond'
      where tenant_id = ${message.tenantId}::uuid and lane = ${message.lane} and token = ${token}::uuid`,
  )

/** Frees the lanes that a process held which is gone; only who knows to be the store's one process may do so. */
export const freeLanes = (ctx: Context) =>
  rowsOf(ctx.db, sql`update lanes set next_at = now(), token = null where token is not null`)

/**
 * Ends every pause that is longer than a lease: what was closed to us may have been mended while nobody ran. A lane that
 * another process serves keeps its lease.
 */
export const endPauses = (ctx: Context) =>
  rowsOf(
    ctx.db,
    sql`update lanes set next_at = now()
      where tenant_id = ${ctx.tenantId}::uuid and next_at > now() + ${leaseMs}::int * interval '1 millisecond'`,
  )

/** Frees what a claim took whose answer was lost: nobody sends for it. */
export const freeClaim = (ctx: Context, token: string) =>
  rowsOf(ctx.db, sql`update lanes set next_at = now(), token = null where token = ${token}::uuid`)

/**
 * Ends an attempt: sent, dead, or queued again after a pause. A token that was overtaken changes nothing. A place that took
 * something (`isTaken`) is whole again, whatever was wrong with it. Says whether the token was still good.
 */
export const finishMessage = async (
  ctx: Pick<Context, 'db'>,
  token: string,
  message: Queued,
  end: {
    state: 'sent' | 'queued' | 'dead'
    pauseMs: number
    error: string | null
    counts?: boolean
    isTaken?: boolean
    externalId?: string | null
  },
): Promise<boolean> => {
  const rows = await rowsOf(
    ctx.db,
    sql`with done as (
      update outbox set state = ${end.state}, error = ${end.error}, attempts = attempts - ${end.counts === false ? 1 : 0}::int,
        sent_at = case when ${end.state}::text <> 'queued' then now() end,
        external_id = coalesce(${end.externalId ?? null}::text, external_id)
      where id = ${message.id}::bigint and token = ${token}::uuid and state = 'queued' returning tenant_id, lane
    ), mended as (
      update places p set broken_because = null from done d
      where ${end.isTaken === true}::boolean and p.id = d.lane::uuid and p.broken_because is not null
    ) update lanes l set next_at = now() + ${end.pauseMs}::int * interval '1 millisecond' from done d
      where l.tenant_id = d.tenant_id and l.lane = d.lane and l.token = ${token}::uuid returning l.lane`,
  )
  return rows.length > 0
}

/** In how many milliseconds the next message may be sent; null when none is queued. */
export const nextMessageIn = async (ctx: Context): Promise<number | null> => {
  const [row] = await rowsOf(
    ctx.db,
    sql`select (extract(epoch from l.next_at - now()) * 1000)::float8 as ms from lanes l ${oldest('l')}
      where l.tenant_id = ${ctx.tenantId}::uuid order by l.next_at limit 1`,
  )
  const ms = row?.ms
  return ms === null || ms === undefined ? null : Math.max(0, Number(ms))
}
