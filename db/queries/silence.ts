import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { meetings } from '../schema/index.ts'

/** The meetings of a hand-off that have no outcome yet. */
export const readOpenMeetings = (db: Db, handoffId: string) =>
  db
    .select({ id: meetings.id, startsAt: meetings.startsAt, minutes: meetings.minutes })
    .from(meetings)
    .where(and(eq(meetings.handoffId, handoffId), eq(meetings.isUndone, false), isNull(meetings.outcome)))
