import { and, eq, isNull, like, sql } from 'drizzle-orm'
import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { cards, handoffs, timers } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import { dueOf } from './due.ts'
import { queueCards } from './queue-messages.ts'

/** Remembers that a copy of a card shows this version, and what the platform calls it. */
export const markShown = (ctx: Context, cardId: string, version: number, externalId: string) =>
  ctx.db
    .update(cards)
    .set({
      externalId,
      shownVersion: version,
      postedAt: sql`coalesce(${cards.postedAt}, ${ctx.now().toISOString()}::timestamptz)`,
    })
    .where(eq(cards.id, cardId))

/** When an MQL whose card is visible from now on is to be accepted (domain §6). */
export const acceptDue = (ctx: Context, facts: Pick<HandoffFacts, 'handoff' | 'queue'>): Date =>
  dueOf(ctx, 'accept', facts.handoff, { queue: facts.queue, owner: null, ae: null }, ctx.now())

/**
 * The first copy of an MQL's card is visible: the system delay ends and the accept clock starts (domain §6). Gives the
 * version that this made, or null when another copy was there before.
 */
export const markPosted = (ctx: Context, handoffId: string, dueAt: Date): Promise<number | null> => {
  const at = ctx.now()
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(handoffs)
      .set({ postedAt: at, version: sql`${handoffs.version} + 1` })
      .where(and(eq(handoffs.id, handoffId), isNull(handoffs.postedAt)))
      .returning({ stage: handoffs.stage, version: handoffs.version, offeredTo: handoffs.offeredTo })
    if (!row) return null
    if (row.stage === 'MQL') {
      const { tenantId } = ctx
      await tx.insert(timers).values({ id: ctx.newId(), tenantId, handoffId, clock: 'accept', startedAt: at, dueAt })
      // Whom it is offered to was asked before anybody knew until when.
      const isOfferTo = (to: string) =>
        and(eq(cards.handoffId, handoffId), eq(cards.placeId, to), like(cards.card, 'offer:%'))
      const offersTo = (to: string) =>
        tx.select({ id: cards.id, placeId: cards.placeId }).from(cards).where(isOfferTo(to))
      if (row.offeredTo !== null) await queueCards(ctx, tx, await offersTo(row.offeredTo))
    }
    return row.version
  })
}

/** Until when an MQL whose card is visible is to be accepted; null where its clock does not run any more. */
export const readAcceptDue = async ({ db }: Context, handoffId: string): Promise<Date | null> => {
  const isRunning = and(eq(timers.handoffId, handoffId), eq(timers.clock, 'accept'), isNull(timers.stoppedAt))
  const [clock] = await db.select({ dueAt: timers.dueAt }).from(timers).where(isRunning)
  return clock?.dueAt ?? null
}
