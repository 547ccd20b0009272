import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs, places } from '../../db/schema/index.ts'
import type { External } from '../domain/platform.ts'
import { openLane } from './broken-places.ts'
import type { Context } from './context.ts'
import { redrawWaiting } from './place-cards.ts'
import { queueCards } from './queue-messages.ts'
import { dropUnposted, leaveBroken } from './unbind-place.ts'

/** More would fill the channel for minutes; the rest is in `queue`. */
const cardsAtMost = 50

/** The channel of that id, known from now on, and held until the transaction ends. */
export const placeOf = async (ctx: Context, tx: Db, { platform, externalId }: External) => {
  await tx
    .insert(places)
    .values({ id: ctx.newId(), tenantId: ctx.tenantId, platform, externalId, kind: 'channel', createdAt: ctx.now() })
    .onConflictDoNothing()
  const [place] = await tx
    .select({ id: places.id, queueId: places.queueId })
    .from(places)
    .where(and(eq(places.tenantId, ctx.tenantId), eq(places.platform, platform), eq(places.externalId, externalId)))
    .for('update')
  if (!place) throw new Error('The place that was just written is not there.')
  return place
}

type Bound = {
  /** Whether the cards of what waits come to it, or stay away. */
  waitingCards?: 'post' | 'leave'
  /** Who allowed lead data there although the place is shared; null where it is not. */
  allowedBy?: string | null
}

/**
 * Binds a place to a queue (product §2, `here`). The cards of what waits in the queue and does not stand there yet come
 * to it, oldest first, unless they are to stay away. Says how many.
 */
export const bindQueue = async (
  ctx: Context,
  where: External,
  queueId: string,
  { waitingCards = 'post', allowedBy = null }: Bound = {},
): Promise<number> => {
  const count = await ctx.db.transaction(async (tx) => {
    const place = await placeOf(ctx, tx, where)
    const placeId = place.id
    await tx
      .update(places)
      .set({ queueId, brokenBecause: null, sharedAllowedBy: allowedBy })
      .where(eq(places.id, placeId))
    await leaveBroken(ctx, tx, placeId, { queueId })
    await openLane(ctx, tx, placeId)
    if (place.queueId !== queueId) {
      await dropUnposted(ctx, tx, placeId, 'handoff')
      await redrawWaiting(ctx, tx, placeId)
    }
    if (waitingCards === 'leave') return 0
    const waiting = await tx
      .select({ id: handoffs.id })
      .from(handoffs)
      .where(
        and(
          eq(handoffs.queueId, queueId),
          eq(handoffs.stage, 'MQL'),
          sql`not exists (select 1 from ${cards} c where c.handoff_id = ${handoffs.id} and c.place_id = ${placeId}::uuid)`,
        ),
      )
      .orderBy(asc(handoffs.mqlAt))
      .limit(cardsAtMost)
    if (waiting.length === 0) return 0
    const copies = waiting.map((one) => ({
      id: ctx.newId(),
      tenantId: ctx.tenantId,
      handoffId: one.id,
      placeId,
      card: 'handoff',
      shownVersion: 0,
    }))
    // An act of this moment may have brought a card here of its own.
    const added = await tx.insert(cards).values(copies).onConflictDoNothing().returning()
    await queueCards(ctx, tx, added)
    return waiting.length
  })
  ctx.wake()
  return count
}

/** Binds a place to the SQO alerts: all of them (`*`), or those of a rule of the file. */
export const bindAlerts = async (ctx: Context, where: External, alerts: string, allowedBy: string | null = null) => {
  await ctx.db.transaction(async (tx) => {
    const place = await placeOf(ctx, tx, where)
    await tx
      .update(places)
      .set({ alerts, brokenBecause: null, sharedAllowedBy: allowedBy })
      .where(eq(places.id, place.id))
    await leaveBroken(ctx, tx, place.id, { alerts })
    await openLane(ctx, tx, place.id)
  })
  ctx.wake()
}
