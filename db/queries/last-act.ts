import { and, desc, eq, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, history, members } from '../schema/index.ts'

const shown = {
  id: history.id,
  by: members.name,
  byId: history.actorId,
  verb: history.verb,
  at: history.at,
  stage: history.toStage,
  submission: history.submission,
}

const newestWhere = async (db: Db, handoffId: string, wanted: ReturnType<typeof and>) => {
  const [row] = await db
    .select(shown)
    .from(history)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(and(eq(history.handoffId, handoffId), wanted))
    .orderBy(desc(history.id))
    .limit(1)
  return row ?? null
}

const changesStage = or(isNull(history.fromStage), sql`${history.fromStage} <> ${history.toStage}`)

/** What a line says of its act, as it was stored. */
export const readDone = async (db: Db, line: string) => {
  const [row] = await db
    .select({ from: history.fromStage, entered: history.entered })
    .from(history)
    .where(eq(history.id, line))
  return row ?? null
}

/** Who brought a hand-off to its present stage, and when: the newest line that changed it. */
export const readLastMove = async (db: Db, handoffId: string) =>
  (await newestWhere(db, handoffId, changesStage)) ?? newestWhere(db, handoffId, isNotNull(history.id))

const stands = sql`${history.undoes} is null and not exists (
  select 1 from ${history} taken where taken.handoff_id = ${history.handoffId} and taken.undoes = ${history.submission})`

/** What comes by itself and is in nobody's way: an act that is undone puts back to whom it was offered before. */
const byItself = ['breach', 'reoffer']

/** The newest line of a hand-off that still stands: neither undone nor an undo, nor what a clock did there. */
export const readLastStanding = (db: Db, handoffId: string) =>
  newestWhere(db, handoffId, and(stands, notInArray(history.verb, byItself)))

/** The newest line that may have changed what is known of the lead: an edit, or an undo that took one back. */
export const readLastEdit = (db: Db, handoffId: string) =>
  newestWhere(db, handoffId, or(eq(history.verb, 'edit'), sql`${history.entered}->>'verb' = 'edit'`))

/** The newest standing line of a member, on one hand-off or on any, with the hand-off's number. */
export const readOwnLast = async (db: Db, tenantId: string, memberId: string, number: number | null) => {
  const [row] = await db
    .select({ ...shown, by: sql<null>`null`, number: handoffs.number })
    .from(history)
    .innerJoin(handoffs, eq(handoffs.id, history.handoffId))
    .where(
      and(
        eq(history.tenantId, tenantId),
        eq(history.actorId, memberId),
        eq(history.actor, 'member'),
        stands,
        number === null ? undefined : eq(handoffs.number, number),
      ),
    )
    .orderBy(desc(history.id))
    .limit(1)
  return row ?? null
}
