import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import { queueCards } from './queue-messages.ts'

/** Draws the cards of what waits anew in a place: which of them ask there has changed, though no hand-off has. */
export const redrawWaiting = async (ctx: Context, tx: Db, placeId: string) => {
  const waiting = await tx
    .select({ id: cards.id, placeId: cards.placeId })
    .from(cards)
    .innerJoin(handoffs, eq(handoffs.id, cards.handoffId))
    .where(
      and(
        eq(cards.placeId, placeId),
        eq(cards.card, 'handoff'),
        isNotNull(cards.externalId),
        eq(handoffs.stage, 'MQL'),
      ),
    )
  if (waiting.length === 0) return
  const ids = waiting.map(({ id }) => id)
  // An older version than any: what stands there does not show the hand-off as it is to be shown now.
  await tx.update(cards).set({ shownVersion: 0 }).where(inArray(cards.id, ids))
  await queueCards(ctx, tx, waiting)
}
