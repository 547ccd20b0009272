import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { meetings, qualifications } from '../schema/index.ts'

/** The newest answers of a hand-off, drafts included; null where nobody asked yet. */
export const readAnswers = async (db: Db, handoffId: string) => {
  const [row] = await db
    .select()
    .from(qualifications)
    .where(and(eq(qualifications.handoffId, handoffId), eq(qualifications.isUndone, false)))
    .orderBy(desc(qualifications.at), desc(qualifications.id))
    .limit(1)
  return row ?? null
}

/** The newest meeting of a hand-off that has no outcome yet. */
export const readOpenMeeting = async (db: Db, handoffId: string) => {
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.handoffId, handoffId), eq(meetings.isUndone, false), isNull(meetings.outcome)))
    .orderBy(desc(meetings.startsAt))
    .limit(1)
  return row ?? null
}
