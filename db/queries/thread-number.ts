import { and, eq, or } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { cards, handoffs, places } from '../schema/index.ts'

type Thread = { platform: Platform; place: string; memberId: string; message: string }

/** The number of the hand-off whose card a thread hangs from, in a channel or in the member's direct messages; null where it hangs from none. */
export const readThreadNumber = async (db: Db, tenantId: string, thread: Thread): Promise<number | null> => {
  const [row] = await db
    .select({ number: handoffs.number })
    .from(cards)
    .innerJoin(places, eq(places.id, cards.placeId))
    .innerJoin(handoffs, eq(handoffs.id, cards.handoffId))
    .where(
      and(
        eq(cards.tenantId, tenantId),
        eq(cards.externalId, thread.message),
        or(
          and(eq(places.platform, thread.platform), eq(places.externalId, thread.place)),
          eq(places.memberId, thread.memberId),
        ),
      ),
    )
  return row?.number ?? null
}
