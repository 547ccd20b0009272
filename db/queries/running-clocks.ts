import { and, eq, inArray, isNull } from 'drizzle-orm'
import { timed } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { timers } from '../schema/index.ts'

/** What runs to a limit for a hand-off now, each with its start and due time. */
export const readRunningClocks = async (db: Db, handoffId: string) => {
  const rows = await db
    .select({ id: timers.id, clock: timers.clock, startedAt: timers.startedAt, dueAt: timers.dueAt })
    .from(timers)
    .where(and(eq(timers.handoffId, handoffId), isNull(timers.stoppedAt), inArray(timers.clock, [...timed])))
  return rows.flatMap(({ clock, ...row }) => {
    const known = timed.find((one) => one === clock)
    return known ? [{ ...row, clock: known }] : []
  })
}
