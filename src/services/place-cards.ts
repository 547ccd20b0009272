import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs, lanes, outbox } from '../../db/schema/index.ts'
import type { Context } from './context.ts'

/** Queues copies of cards for their place, in this order. */
export const queueCards = async (ctx: Context, tx: Db, placeId: string, cardIds: readonly string[]) => {
  if (cardIds.length === 0) return
  const { tenantId } = ctx
  const id = ctx.newId()
  await tx.insert(lanes).values({ tenantId, lane: placeId }).onConflictDoNothing()
  await tx.insert(outbox).values(
    cardIds.map((card) => ({
      tenantId,
      lane: placeId,
      dedupeKey: `card:${card}:place:${id}`,
      payload: { kind: 'card', card },
    })),
  )
}

/** Draws the cards of what waits anew in a place: which of them ask there has changed, though no hand-off has. */
export const redrawWaiting = async (ctx: Context, tx: Db, placeId: string) => {
  const waiting = await tx
    .select({ id: cards.id })
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
  const ids = waiting.map(({ id }) => id)
  if (ids.length === 0) return
  // An older version than any: what stands there does not show the hand-off as it is to be shown now.
  await tx.update(cards).set({ shownVersion: 0 }).where(inArray(cards.id, ids))
  await queueCards(ctx, tx, placeId, ids)
}
