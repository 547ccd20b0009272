import { and, desc, eq, ne } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { history, members } from '../schema/index.ts'

/** The newest line of a hand-off, with the name of who did it; touches, which change no stage, are passed over unless asked for. */
export const readLastAct = async (db: Db, handoffId: string, touches: 'with' | 'without' = 'without') => {
  const [row] = await db
    .select({
      id: history.id,
      by: members.name,
      byId: history.actorId,
      verb: history.verb,
      at: history.at,
      stage: history.toStage,
      submission: history.submission,
    })
    .from(history)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(and(eq(history.handoffId, handoffId), touches === 'with' ? undefined : ne(history.verb, 'touch')))
    .orderBy(desc(history.id))
    .limit(1)
  return row ?? null
}
