import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { holdOpenOf, readClocksOf, readReturned } from '../../db/queries/absence.ts'
import { rowsOf } from '../../db/rows.ts'
import { handoffs, members, queues } from '../../db/schema/index.ts'
import { businessMinutesBetween, dueAfterMinutes } from '../domain/clock.ts'
import { onDay, type Sentence, say } from '../texts/sentence.ts'
import { redrawCopies } from './clock-breach.ts'
import type { Context } from './context.ts'
import { calendarFor } from './due.ts'
import { numbersIn, tellManagers } from './leaver.ts'
import type { Asker } from './move.ts'
import { nextOf } from './offer.ts'
import { offerTo } from './offer-to.ts'

/** Nobody said when. */
const forever = new Date('9999-12-31T00:00:00Z')

/** What became of what somebody holds who is away: offered to others, by number; and of how many the clocks stand still. */
type Absence = { offered: number[]; paused: number }

const redrawChanged = async (ctx: Context, tx: Db, handoffIds: string[]) => {
  const ids = [...new Set(handoffIds)]
  if (ids.length === 0) return
  await rowsOf(
    tx,
    sql`update handoffs set version = version + 1 where id = any (array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid))`,
  )
  await redrawCopies(ctx, tx, ids)
}

/** What somebody was offered who is not there goes to the next in turn, else to all of the queue (domain §5). */
const offerToOthers = async (ctx: Context, tx: Db, memberId: string, at: Date) => {
  const waiting = await tx
    .select({ id: handoffs.id, number: handoffs.number, stage: handoffs.stage, queue: queues })
    .from(handoffs)
    .innerJoin(queues, eq(queues.id, handoffs.queueId))
    .where(and(eq(handoffs.tenantId, ctx.tenantId), eq(handoffs.stage, 'MQL'), eq(handoffs.offeredTo, memberId)))
    .orderBy(asc(handoffs.id))
  for (const { queue, ...handoff } of waiting) {
    const next = queue.mode === 'rotate' ? await nextOf(ctx, tx, queue, [memberId]) : null
    await offerTo(ctx, tx, handoff, next?.id ?? null, at)
  }
  return { numbers: waiting.map(({ number }) => number), queueIds: waiting.map(({ queue }) => queue.id) }
}

/** The clocks of what somebody owns stand still, but those that are late already (product §2, `away`). */
const pause = async (ctx: Context, tx: Db, memberId: string, at: Date) => {
  const running = (await readClocksOf(tx, ctx.tenantId, memberId, 'running')).filter(({ dueAt }) => dueAt > at)
  const ids = JSON.stringify(running.map(({ id }) => id))
  await rowsOf(
    tx,
    sql`update timers set paused_at = ${at.toISOString()}::timestamptz
      where id = any (array(select jsonb_array_elements_text(${ids}::jsonb)::uuid))`,
  )
  await redrawChanged(
    ctx,
    tx,
    running.map(({ handoffId }) => handoffId),
  )
  return {
    count: new Set(running.map(({ handoffId }) => handoffId)).size,
    queueIds: running.flatMap(({ queueId }) => queueId ?? []),
  }
}

export const awayWords = (until: Date | null, day: string | null): Sentence =>
  until === null || day === null ? say('away.open') : say('away.until', { day: onDay(day) })

/**
 * Somebody is away, until a day or until they say that they are back: nobody offers them anything, what they were offered
 * goes to others, and their clocks stand still (domain §5, product §2). Managers of those queues see it.
 */
export const goAway = async (
  ctx: Context,
  asker: Asker,
  member: { id: string; name: string },
  { until, day }: { until: Date | null; day: string | null },
): Promise<Absence> => {
  const at = ctx.now()
  const done = await ctx.db.transaction(async (tx) => {
    await holdOpenOf(tx, ctx.tenantId, member.id)
    await tx
      .update(members)
      .set({ awayUntil: until ?? forever })
      .where(eq(members.id, member.id))
    const offered = await offerToOthers(ctx, tx, member.id, at)
    return { offered, paused: await pause(ctx, tx, member.id, at) }
  })
  const { offered, paused } = done
  const queueIds = [...new Set([...offered.queueIds, ...paused.queueIds])]
  if (queueIds.length > 0) {
    const values = {
      name: member.name,
      how: awayWords(until, day),
      count: paused.count,
      numbers: numbersIn(offered.numbers),
    }
    await tellManagers(ctx, asker, queueIds, say('told.away', values))
  }
  ctx.wake()
  return { offered: offered.numbers, paused: paused.count }
}

const later = (one: Date, other: Date) => (one > other ? one : other)

/** Somebody is back since a moment: their clocks go on with the business time that was left. Says of how many hand-offs. */
export const comeBack = async (ctx: Context, memberId: string, since: Date): Promise<number> => {
  const resumed = await ctx.db.transaction(async (tx) => {
    await holdOpenOf(tx, ctx.tenantId, memberId)
    await tx.update(members).set({ awayUntil: null }).where(eq(members.id, memberId))
    const paused = await readClocksOf(tx, ctx.tenantId, memberId, 'paused')
    const rows = paused.map(({ id, startedAt, pausedAt, dueAt, ...one }) => {
      const calendar = calendarFor(ctx, one.clock, one)
      // A silence may begin later than the absence, and later than its end.
      const left = businessMinutesBetween(calendar, later(pausedAt ?? since, startedAt), dueAt)
      const isPromise = one.clock === 'call_back'
      return { id, due_at: isPromise ? dueAt : dueAfterMinutes(calendar, later(since, startedAt), Math.max(0, left)) }
    })
    await rowsOf(
      tx,
      sql`update timers t set due_at = f.due_at, paused_at = null, next_at = 'epoch'
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) f(id uuid, due_at timestamptz) where t.id = f.id`,
    )
    const ids = paused.map(({ handoffId }) => handoffId)
    await redrawChanged(ctx, tx, ids)
    return new Set(ids).size
  })
  ctx.wake()
  return resumed
}

/** Whoever was away until now is back. Says how many they are. */
export const endAbsences = async (ctx: Context): Promise<number> => {
  const returned = await readReturned(ctx.db, ctx.tenantId, ctx.now())
  for (const { id, awayUntil } of returned) await comeBack(ctx, id, awayUntil ?? ctx.now())
  return returned.length
}

/** Whether somebody is away now. */
export const isAway = async (ctx: Context, memberId: string): Promise<boolean> => {
  const [row] = await ctx.db.select({ until: members.awayUntil }).from(members).where(eq(members.id, memberId))
  return row?.until !== null && row?.until !== undefined && row.until > ctx.now()
}
