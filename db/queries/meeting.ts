import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { history, meetings, members } from '../schema/index.ts'

/** One meeting of a hand-off by its id, answered or not; null where it does not stand. */
export const readMeeting = async (db: Db, handoffId: string, id: string) => {
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.id, id), eq(meetings.handoffId, handoffId), eq(meetings.isUndone, false)))
  return row ?? null
}

const isOpenOf = (handoffId: string) =>
  and(eq(meetings.handoffId, handoffId), eq(meetings.isUndone, false), isNull(meetings.outcome))

/** The meetings of a hand-off that have no outcome yet. */
export const readOpenMeetings = (db: Db, handoffId: string) => db.select().from(meetings).where(isOpenOf(handoffId))

/** The meeting that waits for its outcome: the newest that has begun, else the next to come; null where there is none. */
export const readOpenMeeting = async (db: Db, handoffId: string, at: Date) => {
  const begun = sql`${meetings.startsAt} <= ${at.toISOString()}::timestamptz`
  const [row] = await db
    .select()
    .from(meetings)
    .where(isOpenOf(handoffId))
    .orderBy(desc(begun), desc(sql`case when ${begun} then ${meetings.startsAt} end`), asc(meetings.startsAt))
    .limit(1)
  return row ?? null
}

/** Who told how a meeting went, and when. */
export const readOutcomeAct = async (db: Db, lineId: string) => {
  const [row] = await db
    .select({ by: members.name, verb: history.verb, at: history.at })
    .from(history)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(eq(history.id, lineId))
  return row ?? null
}
