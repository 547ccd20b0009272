import { and, eq, isNull, sql } from 'drizzle-orm'
import { cards, outbox, places } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import { redrawWaiting, type Tx } from './place-cards.ts'

/** What was to be posted there and was not yet stays away; what stands there already is still redrawn. */
const dropUnposted = async (ctx: Context, tx: Tx, placeId: string, card: string) => {
  const unposted = await tx
    .delete(cards)
    .where(and(eq(cards.placeId, placeId), isNull(cards.externalId), eq(cards.card, card)))
    .returning({ id: cards.id })
  for (const { id } of unposted)
    await tx
      .update(outbox)
      .set({ state: 'dead', error: 'unbound' })
      .where(
        and(
          eq(outbox.tenantId, ctx.tenantId),
          eq(outbox.lane, placeId),
          eq(outbox.state, 'queued'),
          sql`${outbox.payload}->>'card' = ${id}`,
        ),
      )
}

/** Takes the queue, the SQO alerts or both away from a place (product §2, `unhere`); its cards stay, and ask no more. */
export const unbindPlace = async (ctx: Context, placeId: string, what: { queue: boolean; alerts: boolean }) => {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(places)
      .set({ ...(what.queue ? { queueId: null } : {}), ...(what.alerts ? { alerts: null } : {}) })
      .where(eq(places.id, placeId))
    if (what.alerts) await dropUnposted(ctx, tx, placeId, 'alert')
    if (!what.queue) return
    await dropUnposted(ctx, tx, placeId, 'handoff')
    await redrawWaiting(ctx, tx, placeId)
  })
  ctx.wake()
}
