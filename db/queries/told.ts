import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { notices, outbox } from '../schema/index.ts'

/** The messages with lists that named one of these hand-offs. */
export const listsOf = (db: Db, handoffIds: string[]) =>
  db
    .select({ key: sql<string>`${notices.message}` })
    .from(notices)
    .where(and(inArray(notices.handoffId, handoffIds), isNotNull(notices.message)))

/** The platform's ids of what was said in a place about these hand-offs, cards excepted. */
export const readTold = async (db: Db, lane: string, handoffIds: string[]): Promise<string[]> => {
  const rows = await db
    .select({ externalId: outbox.externalId })
    .from(outbox)
    .where(
      and(
        eq(outbox.lane, lane),
        or(inArray(outbox.handoffId, handoffIds), inArray(outbox.dedupeKey, listsOf(db, handoffIds))),
        isNotNull(outbox.externalId),
      ),
    )
  return rows.flatMap(({ externalId }) => externalId ?? [])
}
