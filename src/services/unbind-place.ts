import { and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, outbox, places } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import { redrawWaiting } from './place-cards.ts'

/** What was to be posted there and was not yet stays away; what stands there already is still redrawn. */
export const dropUnposted = async (ctx: Context, tx: Db, placeId: string, card: 'handoff' | 'alert') => {
  const unposted = await tx
    .delete(cards)
    .where(and(eq(cards.placeId, placeId), isNull(cards.externalId), eq(sql`split_part(${cards.card}, ':', 1)`, card)))
    .returning({ id: cards.id })
  if (unposted.length === 0) return
  const ids = unposted.map(({ id }) => id)
  await tx
    .delete(outbox)
    .where(
      and(
        eq(outbox.tenantId, ctx.tenantId),
        eq(outbox.lane, placeId),
        eq(outbox.state, 'queued'),
        inArray(sql`${outbox.payload}->>'card'`, ids),
      ),
    )
}

/** Takes the queue or the alerts away from places; the cards that stand there stay, and ask no more. */
const unbind = async (ctx: Context, tx: Db, what: 'queue' | 'alerts', which: SQL | undefined) => {
  const left = await tx
    .update(places)
    .set(what === 'queue' ? { queueId: null } : { alerts: null })
    .where(and(eq(places.tenantId, ctx.tenantId), which))
    .returning({ id: places.id })
  for (const { id } of left) {
    await dropUnposted(ctx, tx, id, what === 'queue' ? 'handoff' : 'alert')
    if (what === 'queue') await redrawWaiting(ctx, tx, id)
  }
}

/** Takes the queue, the SQO alerts or both away from a place (product §2, `unhere`). */
export const unbindPlace = async (ctx: Context, placeId: string, what: { queue: boolean; alerts: boolean }) => {
  await ctx.db.transaction(async (tx) => {
    if (what.alerts) await unbind(ctx, tx, 'alerts', eq(places.id, placeId))
    if (what.queue) await unbind(ctx, tx, 'queue', eq(places.id, placeId))
  })
  ctx.wake()
}

/** A queue, or an alert, that finds a new place leaves those that are broken: nothing is asked there any more. */
export const leaveBroken = (ctx: Context, tx: Db, placeId: string, bound: { queueId: string } | { alerts: string }) => {
  const isBroken = and(ne(places.id, placeId), isNotNull(places.brokenBecause))
  return 'queueId' in bound
    ? unbind(ctx, tx, 'queue', and(isBroken, eq(places.queueId, bound.queueId)))
    : unbind(ctx, tx, 'alerts', and(isBroken, eq(places.alerts, bound.alerts)))
}
