import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, notices } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import { queueCards, queueMessages } from './queue-messages.ts'

export type Notice = Omit<typeof notices.$inferInsert, 'id' | 'tenantId'>

/**
 * Notes what people are to hear of clocks, each thing once. What one manager is to hear is gathered, but for what is to be
 * heard at its own moment (domain §6).
 */
export const addNotices = async (ctx: Context, tx: Db, told: readonly Notice[]) => {
  if (told.length === 0) return
  const gathering = await tx
    .select({ memberId: notices.memberId, sendAt: notices.sendAt })
    .from(notices)
    .where(
      and(
        eq(notices.tenantId, ctx.tenantId),
        inArray(notices.memberId, [...new Set(told.map(({ memberId }) => memberId))]),
        eq(notices.kind, 'managers'),
        isNull(notices.sentAt),
        gt(notices.sendAt, notices.at),
      ),
    )
  const until = new Map(gathering.map(({ memberId, sendAt }) => [memberId, sendAt]))
  const rows = told.map((one) => ({
    id: ctx.newId(),
    tenantId: ctx.tenantId,
    ...one,
    sendAt: (one.kind === 'managers' && one.sendAt > one.at ? until.get(one.memberId) : null) ?? one.sendAt,
  }))
  await tx.insert(notices).values(rows).onConflictDoNothing()
}

const atOnce = 500

/** One thing is a card, which is drawn anew when that is settled; more go as one list. */
const post = async (ctx: Context, tx: Db, memberId: string, due: { id: string; handoffId: string }[]) => {
  const [first] = due
  if (!first) return
  const ids = due.map(({ id }) => id)
  if (due.length === 1) {
    const { tenantId } = ctx
    const card = { id: ctx.newId(), placeId: memberId }
    const name = `notice:${first.id}`
    await tx.insert(cards).values({ ...card, tenantId, handoffId: first.handoffId, card: name, shownVersion: 0 })
    await queueCards(ctx, tx, [card])
    return
  }
  const key = `notices:${first.id}`
  await queueMessages(tx, ctx.tenantId, [{ lane: memberId, dedupeKey: key, payload: { kind: 'notices', ids } }])
  await tx.update(notices).set({ message: key }).where(inArray(notices.id, ids))
}

/** Sends what people are to hear by now: to each in one message. Several processes may do so at once. Says how many were told. */
export const sendNotices = async (ctx: Context): Promise<number> => {
  const at = ctx.now()
  const told = await ctx.db.transaction(async (tx) => {
    const due = await tx
      .select({ id: notices.id, memberId: notices.memberId, handoffId: notices.handoffId })
      .from(notices)
      .where(and(eq(notices.tenantId, ctx.tenantId), lte(notices.sendAt, at), isNull(notices.sentAt)))
      .orderBy(asc(notices.sendAt), asc(notices.id))
      .limit(atOnce)
      .for('update', { skipLocked: true })
    if (due.length === 0) return 0
    const byMember = Map.groupBy(due, ({ memberId }) => memberId)
    // In one order everywhere, so that no two transactions wait for each other.
    for (const [memberId, all] of [...byMember].toSorted(([one], [other]) => (one < other ? -1 : 1)))
      await post(ctx, tx, memberId, all)
    await tx
      .update(notices)
      .set({ sentAt: sql`${at.toISOString()}::timestamptz` })
      .where(
        inArray(
          notices.id,
          due.map(({ id }) => id),
        ),
      )
    return byMember.size
  })
  if (told > 0) ctx.wake()
  return told
}
