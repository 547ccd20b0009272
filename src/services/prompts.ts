import { and, asc, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs, meetings, timers } from '../../db/schema/index.ts'
import { endOf } from '../domain/meeting.ts'
import type { Context } from './context.ts'
import { queueCards } from './queue-messages.ts'

const ownerAfterMs = 24 * 3_600_000
const atOnce = 50

const clocks = { ae: 'prompt', owner: 'prompt_owner' } as const

type Timer = typeof timers.$inferSelect

/** The end of the meeting that the AE is in at this moment: nobody is asked in the middle of a call. */
const busyUntil = async (tx: Db, aeId: string | null, besides: string, at: Date): Promise<Date | null> => {
  if (aeId === null) return null
  const [other] = await tx
    .select({ startsAt: meetings.startsAt, minutes: meetings.minutes })
    .from(meetings)
    .where(
      and(
        eq(meetings.aeId, aeId),
        ne(meetings.id, besides),
        eq(meetings.isUndone, false),
        isNull(meetings.outcome),
        lte(meetings.startsAt, at),
        sql`${meetings.startsAt} + ${meetings.minutes} * interval '1 minute' > ${at.toISOString()}::timestamptz`,
      ),
    )
    .limit(1)
  return other ? endOf(other) : null
}

type Asked = { meeting: typeof meetings.$inferSelect; stage: string; ownerId: string | null; aeId: string | null }

/** What a timer asks about; null when that is settled, or gone. */
const questionOf = async (tx: Db, timer: Timer): Promise<Asked | null> => {
  const [found] = await tx
    .select({ meeting: meetings, stage: handoffs.stage, ownerId: handoffs.ownerId, aeId: handoffs.aeId })
    .from(meetings)
    .innerJoin(handoffs, eq(handoffs.id, meetings.handoffId))
    .where(eq(meetings.id, timer.about ?? ''))
  const isOpen = found && !found.meeting.isUndone && found.meeting.outcome === null
  return isOpen && ['SAL', 'SQL', 'SQO'].includes(found.stage) ? found : null
}

/** The meeting's AE, where they may answer for the hand-off; else its own AE; else its owner (domain §8, outcome). */
const firstAsked = ({ meeting, ownerId, aeId }: Asked) =>
  meeting.aeId !== null && (meeting.aeId === aeId || meeting.aeId === ownerId) ? meeting.aeId : (aeId ?? ownerId)

const post = async (ctx: Context, tx: Db, { meeting }: Asked, to: string) => {
  const { tenantId } = ctx
  const id = ctx.newId()
  // Each time of asking is a message of its own: the one before may lie far up.
  const card = `prompt:${meeting.id}:${id}`
  await tx.insert(cards).values({ id, tenantId, handoffId: meeting.handoffId, placeId: to, card, shownVersion: 0 })
  await queueCards(ctx, tx, [{ id, placeId: to }])
}

const ask = async (ctx: Context, tx: Db, timer: Timer, asked: Asked, to: string, at: Date) => {
  await post(ctx, tx, asked, to)
  const { meeting, ownerId } = asked
  if (timer.clock !== clocks.ae || ownerId === null || ownerId === to) return
  const dueAt = new Date(at.getTime() + ownerAfterMs)
  const { tenantId } = ctx
  await tx
    .insert(timers)
    .values({
      id: ctx.newId(),
      tenantId,
      handoffId: meeting.handoffId,
      clock: clocks.owner,
      about: meeting.id,
      startedAt: endOf(meeting),
      dueAt,
      startedBy: timer.startedBy,
    })
    .onConflictDoUpdate({
      target: [timers.handoffId, timers.clock, timers.startedAt, timers.about, timers.startedBy],
      set: { dueAt, firedAt: null },
    })
}

/** Asks what is due by a timer, or puts it off while who is to be asked sits in a meeting. Says whether it is done with. */
const fire = async (ctx: Context, tx: Db, timer: Timer, at: Date): Promise<boolean> => {
  const asked = await questionOf(tx, timer)
  if (!asked) return true
  const to = timer.clock === clocks.ae ? firstAsked(asked) : asked.ownerId
  if (to === null) return true
  const until = await busyUntil(tx, to, asked.meeting.id, at)
  if (until) {
    await tx.update(timers).set({ dueAt: until }).where(eq(timers.id, timer.id))
    return false
  }
  await ask(ctx, tx, timer, asked, to, at)
  return true
}

/**
 * Asks how meetings went that have ended: the AE, and a day later the owner (product §6). Several processes may do so at
 * once: a timer is taken by one. Says how many were asked about.
 */
export const firePrompts = async (ctx: Context): Promise<number> => {
  const at = ctx.now()
  const fired = await ctx.db.transaction(async (tx) => {
    const due = await tx
      .select()
      .from(timers)
      .where(
        and(
          eq(timers.tenantId, ctx.tenantId),
          inArray(timers.clock, Object.values(clocks)),
          lte(timers.dueAt, at),
          isNull(timers.firedAt),
          isNull(timers.stoppedAt),
        ),
      )
      .orderBy(asc(timers.dueAt))
      .limit(atOnce)
      .for('update', { skipLocked: true })
    const done: string[] = []
    for (const timer of due) if (await fire(ctx, tx, timer, at)) done.push(timer.id)
    if (done.length > 0) await tx.update(timers).set({ firedAt: at }).where(inArray(timers.id, done))
    return done.length
  })
  if (fired > 0) ctx.wake()
  return fired
}

/** Asks about a meeting again at the moment given: whoever said that it is not over yet. */
export const postponePrompt = async (ctx: Context, meeting: typeof meetings.$inferSelect, by: string, at: Date) => {
  const of = and(eq(timers.about, meeting.id), isNull(timers.stoppedAt))
  await ctx.db.transaction(async (tx) => {
    const [question] = await tx
      .select({ ownerId: handoffs.ownerId, aeId: handoffs.aeId })
      .from(handoffs)
      .where(eq(handoffs.id, meeting.handoffId))
    const isOwnerAlone = question?.ownerId === by && question.aeId !== by
    const [asked] = await tx
      .select()
      .from(timers)
      .where(and(of, eq(timers.clock, clocks.owner)))
    const clock = isOwnerAlone && asked?.firedAt ? clocks.owner : clocks.ae
    await tx
      .update(timers)
      .set({ dueAt: at, firedAt: null })
      .where(and(of, eq(timers.clock, clock)))
    if (clock === clocks.ae && asked && !asked.firedAt)
      await tx
        .update(timers)
        .set({ dueAt: new Date(at.getTime() + ownerAfterMs) })
        .where(eq(timers.id, asked.id))
  })
}
