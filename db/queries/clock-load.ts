import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { watches } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { handoffs, notices, timers } from '../schema/index.ts'

const lagIn = (time: SQL, at: Date) =>
  sql<number>`greatest(0, coalesce(extract(epoch from ${at.toISOString()}::timestamptz - min(${time})), 0))::float8`.mapWith(
    Number,
  )

/** A clock that nobody has reckoned yet is to be looked at from its start. */
const lookedAt = sql`greatest(${timers.nextAt}, ${timers.startedAt})`

/** How many clocks run, how late the latest of them is looked at, and how late notices are that were not sent; in seconds. */
export const readClockLoad = async (db: Db, tenantId: string, at: Date) => {
  const [running] = await db
    .select({ count: sql<number>`count(*)::int`.mapWith(Number), lagS: lagIn(lookedAt, at) })
    .from(timers)
    .innerJoin(handoffs, eq(handoffs.id, timers.handoffId))
    .where(
      and(
        eq(timers.tenantId, tenantId),
        inArray(timers.clock, [...watches]),
        isNull(timers.stoppedAt),
        isNull(timers.firedAt),
        isNull(timers.pausedAt),
      ),
    )
  const [waiting] = await db
    .select({ count: sql<number>`count(*)::int`.mapWith(Number), lagS: lagIn(sql`${notices.sendAt}`, at) })
    .from(notices)
    .where(and(eq(notices.tenantId, tenantId), isNull(notices.sentAt)))
  const none = { count: 0, lagS: 0 }
  return { running: running ?? none, waiting: waiting ?? none }
}
