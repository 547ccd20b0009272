import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { outbox } from '../schema/index.ts'

/** The platform's ids of what was said in a place about these hand-offs, cards excepted. */
export const readTold = async (db: Db, lane: string, handoffIds: string[]): Promise<string[]> => {
  const rows = await db
    .select({ externalId: outbox.externalId })
    .from(outbox)
    .where(and(eq(outbox.lane, lane), inArray(outbox.handoffId, handoffIds), isNotNull(outbox.externalId)))
  return rows.flatMap(({ externalId }) => externalId ?? [])
}
