import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { readManagers } from '../../db/queries/queue-people.ts'
import { handoffs, leads, queues } from '../../db/schema/index.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { named } from './named.ts'
import { queueMessages } from './queue-messages.ts'
import { acceptDue, markPosted } from './shown.ts'

const unseenMs = 5 * 60_000
const atOnce = 50

/**
 * A hand-off whose card stands in no place five minutes after it was due there starts its clock anyway, and the managers of
 * its queue hear that nobody sees it (domain §6). Says how many it was.
 */
export const startUnseen = async (ctx: Context): Promise<number> => {
  const before = new Date(ctx.now().getTime() - unseenMs)
  const unseen = await ctx.db
    .select({ handoff: handoffs, lead: leads, queue: queues })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .innerJoin(queues, eq(queues.id, handoffs.queueId))
    .where(
      and(
        eq(handoffs.tenantId, ctx.tenantId),
        eq(handoffs.stage, 'MQL'),
        isNull(handoffs.postedAt),
        eq(handoffs.isImported, false),
        lte(handoffs.stageAt, before),
      ),
    )
    .orderBy(asc(handoffs.number))
    .limit(atOnce)
  for (const one of unseen) {
    const version = await markPosted(ctx, one.handoff.id, acceptDue(ctx, one))
    if (version === null) continue
    const text = say('told.unseen', { name: named(one), queue: one.queue.title })
    const payload = { kind: 'tell', text, show: one.handoff.number }
    const managers = await readManagers(ctx.db, ctx.tenantId, [one.queue.id])
    const tells = managers.map((lane) => ({
      ...{ lane, dedupeKey: `unseen:${one.handoff.id}:${lane}`, payload },
      handoffId: one.handoff.id,
    }))
    await queueMessages(ctx.db, ctx.tenantId, tells)
  }
  if (unseen.length > 0) ctx.wake()
  return unseen.length
}
