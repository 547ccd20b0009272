import { and, eq, inArray, isNull } from 'drizzle-orm'
import { clocks } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { timers } from '../schema/index.ts'

/** The clocks of a hand-off that run now, each with its start and due time. */
export const readRunningClocks = async (db: Db, handoffId: string) => {
  const rows = await db
    .select({ id: timers.id, clock: timers.clock, startedAt: timers.startedAt, dueAt: timers.dueAt })
    .from(timers)
    .where(and(eq(timers.handoffId, handoffId), isNull(timers.stoppedAt), inArray(timers.clock, [...clocks])))
  return rows.flatMap(({ clock, ...row }) => {
    const known = clocks.find((one) => one === clock)
    return known ? [{ ...row, clock: known }] : []
  })
}
