import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs, history, members } from '../../db/schema/index.ts'
import type { Stage } from '../domain/stages.ts'
import { afterLastOffer } from './act-statement.ts'
import { redrawCopies } from './clock-breach.ts'
import type { Context } from './context.ts'

/** Offers a hand-off that is held to somebody else of its queue, by the clock; to nobody before the others where `to` is null. */
export const offerTo = async (
  ctx: Context,
  tx: Db,
  handoff: { id: string; stage: Stage },
  to: string | null,
  at: Date,
) => {
  const line = ctx.newId()
  const { tenantId } = ctx
  await tx
    .update(handoffs)
    .set({ offeredTo: to, version: sql`${handoffs.version} + 1` })
    .where(eq(handoffs.id, handoff.id))
  await tx.insert(history).values({
    ...{ id: line, tenantId, handoffId: handoff.id, at, actorId: null, actor: 'timer', surface: 'timer' },
    ...{
      verb: 'reoffer',
      fromStage: handoff.stage,
      toStage: handoff.stage,
      entered: to === null ? {} : { offered: to },
    },
    ...{ replaced: {}, submission: line },
  })
  if (to !== null) {
    await tx
      .update(members)
      .set({
        offeredAt: sql`greatest(${at.toISOString()}::timestamptz, ${sql.raw(afterLastOffer('members.tenant_id'))})`,
      })
      .where(eq(members.id, to))
    const card = { id: ctx.newId(), tenantId, handoffId: handoff.id, placeId: to, card: `offer:${line}` }
    await tx.insert(cards).values({ ...card, shownVersion: 0 })
  }
  await redrawCopies(ctx, tx, [handoff.id])
}
