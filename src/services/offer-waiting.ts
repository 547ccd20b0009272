import { and, eq, exists, isNull } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readQueuesThatWait, readUnoffered } from '../../db/queries/rotation.ts'
import { handoffs, leads } from '../../db/schema/index.ts'
import { type Candidate, nextInTurn, skippedFor } from '../domain/rotation.ts'
import type { Context } from './context.ts'
import { holdNumbers } from './next-number.ts'
import { type Offering, readAvailable } from './offer.ts'
import { offerTo } from './offer-to.ts'

/** Each is a transaction: after so many, the other clocks have their turn. */
const atOnce = 50

type Waiting = Awaited<ReturnType<typeof readUnoffered>>[number]

const readAble = async (ctx: Context, db: Db, queue: Offering) =>
  (await readAvailable(ctx, db, queue)).filter((one) => one.isAtWork && skippedFor(one) === null)

/** What comes by itself comes to whoever is at work, and never back to who gave it away. */
const nextBesides = (able: readonly Candidate[], givenBackBy: string | null) =>
  nextInTurn(able.filter(({ id }) => id !== givenBackBy))

const offerOne = (ctx: Context, queue: Offering, one: Waiting): Promise<boolean> =>
  ctx.db.transaction(async (tx) => {
    // No new hand-off begins meanwhile, nor does another process offer what waits, so that these keep the caps.
    await holdNumbers(tx, ctx.tenantId)
    const isKnown = exists(
      tx
        .select({ id: leads.id })
        .from(leads)
        .where(and(eq(leads.id, handoffs.leadId), isNull(leads.erasedAt))),
    )
    const isHere = and(eq(handoffs.id, one.id), eq(handoffs.queueId, queue.id), eq(handoffs.stage, 'MQL'))
    const [held] = await tx
      .select({ id: handoffs.id, stage: handoffs.stage })
      .from(handoffs)
      .where(and(isHere, isNull(handoffs.offeredTo), isKnown))
      .for('no key update', { skipLocked: true })
    const next = held && nextBesides(await readAble(ctx, tx, queue), one.givenBackBy)
    if (!held || !next) return false
    await offerTo(ctx, tx, held, next.id, ctx.now())
    return true
  })

/**
 * Offers what waits in queues in rotation because nobody was eligible, as soon as somebody at work is: back from being away,
 * with a lead touched, on the next day (domain §5). Several processes may do so at once. Says how many were offered.
 */
export const offerWaiting = async (ctx: Context): Promise<number> => {
  let [tried, offered] = [0, 0]
  for (const queue of await readQueuesThatWait(ctx.db, ctx.tenantId)) {
    // A look that holds nothing up comes first: mostly there is still nobody.
    let able = await readAble(ctx, ctx.db, queue)
    if (able.length === 0) continue
    const about = { queueId: queue.id, to: able.map(({ id }) => id), atMost: atOnce - tried }
    for (const one of await readUnoffered(ctx.db, ctx.tenantId, about)) {
      if (!nextBesides(able, one.givenBackBy)) continue
      tried += 1
      if (!(await offerOne(ctx, queue, one))) continue
      offered += 1
      able = await readAble(ctx, ctx.db, queue)
    }
  }
  if (offered > 0) ctx.wake()
  return offered
}
