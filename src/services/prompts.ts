import { and, asc, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'
import { cards, handoffs, lanes, meetings, outbox, timers } from '../../db/schema/index.ts'
import type { Context } from './context.ts'

const ownerAfterMs = 24 * 3_600_000
const atOnce = 50

const endOf = (meeting: { startsAt: Date; minutes: number }) =>
  new Date(meeting.startsAt.getTime() + meeting.minutes * 60_000)

/** Asks about a meeting later: at the moment given. */
export const postponePrompt = async (ctx: Context, meetingId: string, at: Date) => {
  await ctx.db
    .update(timers)
    .set({ dueAt: at, firedAt: null })
    .where(and(eq(timers.clock, 'prompt'), eq(timers.about, meetingId), isNull(timers.stoppedAt)))
}

type Tx = Parameters<Parameters<Context['db']['transaction']>[0]>[0]

/** The end of the meeting that the AE is in at this moment: nobody is asked in the middle of a call. */
const busyUntil = async (tx: Tx, aeId: string | null, besides: string, at: Date): Promise<Date | null> => {
  if (aeId === null) return null
  const [other] = await tx
    .select({ startsAt: meetings.startsAt, minutes: meetings.minutes })
    .from(meetings)
    .where(
      and(
        eq(meetings.aeId, aeId),
        ne(meetings.id, besides),
        eq(meetings.isUndone, false),
        lte(meetings.startsAt, at),
        sql`${meetings.startsAt} + ${meetings.minutes} * interval '1 minute' > ${at.toISOString()}::timestamptz`,
      ),
    )
    .limit(1)
  return other ? endOf(other) : null
}

const askOne = async (ctx: Context, tx: Tx, timer: typeof timers.$inferSelect, at: Date) => {
  const [found] = await tx
    .select({ meeting: meetings, stage: handoffs.stage, ownerId: handoffs.ownerId })
    .from(meetings)
    .innerJoin(handoffs, eq(handoffs.id, meetings.handoffId))
    .where(eq(meetings.id, timer.about ?? ''))
  const isOpen = found && !found.meeting.isUndone && found.meeting.outcome === null
  if (!isOpen || !['SAL', 'SQL', 'SQO'].includes(found.stage)) return
  const { meeting, ownerId } = found
  const askedBefore = await tx
    .select({ id: timers.id })
    .from(timers)
    .where(
      and(eq(timers.clock, 'prompt'), eq(timers.about, meeting.id), ne(timers.id, timer.id), isNotNull(timers.firedAt)),
    )
  const to = askedBefore.length > 0 ? ownerId : (meeting.aeId ?? ownerId)
  if (to === null) return
  const [card] = await tx
    .insert(cards)
    .values({
      id: ctx.newId(),
      tenantId: ctx.tenantId,
      handoffId: meeting.handoffId,
      placeId: to,
      card: `prompt:${meeting.id}`,
      shownVersion: 0,
    })
    .onConflictDoNothing()
    .returning({ id: cards.id })
  if (card) {
    await tx.insert(lanes).values({ tenantId: ctx.tenantId, lane: to }).onConflictDoNothing()
    await tx
      .insert(outbox)
      .values({
        tenantId: ctx.tenantId,
        lane: to,
        dedupeKey: `card:${card.id}:prompt`,
        payload: { kind: 'card', card: card.id },
      })
      .onConflictDoNothing()
  }
  if (askedBefore.length === 0 && ownerId !== null && ownerId !== to)
    await tx.insert(timers).values({
      id: ctx.newId(),
      tenantId: ctx.tenantId,
      handoffId: meeting.handoffId,
      clock: 'prompt',
      about: meeting.id,
      startedAt: at,
      dueAt: new Date(at.getTime() + ownerAfterMs),
    })
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
          eq(timers.clock, 'prompt'),
          lte(timers.dueAt, at),
          isNull(timers.firedAt),
          isNull(timers.stoppedAt),
        ),
      )
      .orderBy(asc(timers.dueAt))
      .limit(atOnce)
      .for('update', { skipLocked: true })
    const done: string[] = []
    for (const timer of due) {
      const [meeting] = await tx
        .select({ aeId: meetings.aeId })
        .from(meetings)
        .where(eq(meetings.id, timer.about ?? ''))
      const until = await busyUntil(tx, meeting?.aeId ?? null, timer.about ?? '', at)
      if (until) {
        await tx.update(timers).set({ dueAt: until }).where(eq(timers.id, timer.id))
        continue
      }
      await askOne(ctx, tx, timer, at)
      done.push(timer.id)
    }
    if (done.length > 0) await tx.update(timers).set({ firedAt: at }).where(inArray(timers.id, done))
    return done.length
  })
  if (fired > 0) ctx.wake()
  return fired
}
