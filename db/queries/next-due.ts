import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { watches } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { handoffs, members, queues, timers } from '../schema/index.ts'

const isWatched = sql`clock in (${sql.join(
  watches.map((one) => sql`${one}`),
  sql`, `,
)})`

/**
 * The next moment at which a clock, a question after a meeting, a message to one person or a digest is due, and the first
 * day on which a lead comes back from NURTURE; null for what there is none of. Clocks that nobody has reckoned yet do not count,
 * nor do promised calls.
 */
export const readNextDue = async (db: Db, tenantId: string, after: Date) => {
  const later = sql`${after.toISOString()}::timestamptz`
  const running = sql`tenant_id = ${tenantId}::uuid and stopped_at is null and fired_at is null and paused_at is null`
  const [row] = await rowsOf(
    db,
    sql`select
      (extract(epoch from (select min(next_at) from timers where ${running} and ${isWatched} and clock <> 'call_back' and next_at > ${later})) * 1000)::float8 as clock,
      (extract(epoch from (select min(due_at) from timers where ${running} and not ${isWatched} and due_at > ${later})) * 1000)::float8 as prompt,
      (extract(epoch from (select min(send_at) from notices
        where tenant_id = ${tenantId}::uuid and sent_at is null and send_at > ${later})) * 1000)::float8 as notice,
      (extract(epoch from (select min(next_at) from schedules
        where tenant_id = ${tenantId}::uuid and not is_paused and next_at > ${later})) * 1000)::float8 as digest,
      (select min(h.returns_on)::text from handoffs h join leads l on l.id = h.lead_id where h.tenant_id = ${tenantId}::uuid
        and h.stage = 'NURTURE' and not h.is_imported and l.erased_at is null) as returns_on`,
  )
  const momentOf = (value: unknown) => (typeof value === 'number' ? new Date(Math.ceil(value)) : null)
  return {
    clock: momentOf(row?.clock),
    prompt: momentOf(row?.prompt),
    notice: momentOf(row?.notice),
    digest: momentOf(row?.digest),
    returnsOn: typeof row?.returns_on === 'string' ? row.returns_on : null,
  }
}

/** The promised calls that are to be looked at after a moment, and when; with what decides whether they are heard of then. */
export const readPromises = (db: Db, tenantId: string, after: Date) =>
  db
    .select({
      at: timers.nextAt,
      priority: handoffs.priority,
      calendar: queues.calendar,
      // By its first column drizzle tells whether there is anybody.
      owner: { id: members.id, zone: members.zone, hours: members.hours, p1Always: members.p1Always },
    })
    .from(timers)
    .innerJoin(handoffs, eq(handoffs.id, timers.handoffId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(members, eq(members.id, handoffs.ownerId))
    .where(
      and(
        eq(timers.tenantId, tenantId),
        eq(timers.clock, 'call_back'),
        isNull(timers.stoppedAt),
        isNull(timers.firedAt),
        isNull(timers.pausedAt),
        gt(timers.nextAt, after),
      ),
    )
