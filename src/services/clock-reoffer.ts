import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs, history, members } from '../../db/schema/index.ts'
import { redrawCopies } from './clock-breach.ts'
import type { Firing } from './clock-firing.ts'
import type { Context } from './context.ts'
import { nextOf } from './offer.ts'

/** Who was offered it did not take it for so long that the next in turn is (domain §6). Where there is nobody, it stays as it is. */
export const reoffer = async (ctx: Context, tx: Db, { clock: { handoff, queue, offered } }: Firing, at: Date) => {
  if (queue === null) return
  const next = await nextOf(ctx, tx, queue, offered?.id ? [offered.id] : [])
  if (!next) return
  const line = ctx.newId()
  const { tenantId } = ctx
  await tx
    .update(handoffs)
    .set({ offeredTo: next.id, version: sql`${handoffs.version} + 1` })
    .where(eq(handoffs.id, handoff.id))
  // Later than anybody's, so that two of one moment still have an order.
  const last = sql`(select max(${members.offeredAt}) + interval '1 millisecond' from ${members} where ${members.tenantId} = ${tenantId})`
  await tx
    .update(members)
    .set({ offeredAt: sql`greatest(${at.toISOString()}::timestamptz, ${last})` })
    .where(eq(members.id, next.id))
  await tx.insert(history).values({
    ...{ id: line, tenantId, handoffId: handoff.id, at, actorId: null, actor: 'timer', surface: 'timer' },
    ...{ verb: 'reoffer', fromStage: handoff.stage, toStage: handoff.stage, entered: { offered: next.id } },
    ...{ replaced: {}, submission: line },
  })
  const card = { id: ctx.newId(), tenantId, handoffId: handoff.id, placeId: next.id, card: `offer:${line}` }
  await tx.insert(cards).values({ ...card, shownVersion: 0 })
  await redrawCopies(ctx, tx, [handoff.id])
}
