import { and, eq, isNull, sql } from 'drizzle-orm'
import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { cards, handoffs, timers } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import { dueOf } from './due.ts'

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
      .returning({ stage: handoffs.stage, version: handoffs.version })
    if (!row) return null
    if (row.stage === 'MQL')
      await tx.insert(timers).values({
        id: ctx.newId(),
        tenantId: ctx.tenantId,
        handoffId,
        clock: 'accept',
        startedAt: at,
        dueAt,
      })
    return row.version
  })
}
