import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { qualifications } from '../schema/index.ts'

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
