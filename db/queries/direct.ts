import { and, eq } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { identities, places } from '../schema/index.ts'

/** Where a member's direct messages go, and on which platforms the member is known. */
export const readDirect = async (db: Db, memberId: string): Promise<{ now: Platform | null; known: Platform[] }> => {
  const rows = await db
    .select({ now: places.platform, known: identities.platform })
    .from(places)
    .leftJoin(identities, eq(identities.memberId, places.memberId))
    .where(and(eq(places.id, memberId), eq(places.kind, 'direct')))
  return { now: rows[0]?.now ?? null, known: [...new Set(rows.flatMap(({ known }) => known ?? []))] }
}
