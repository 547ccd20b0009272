import { and, asc, eq, lte } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readQueues } from '../../db/queries/queues.ts'
import { readManagedQueues, readSchedule, type Schedule } from '../../db/queries/schedules.ts'
import { places, schedules } from '../../db/schema/index.ts'
import { type DigestFault, latestMs, mayHaveDigest, mayHavePeople } from '../domain/digest.ts'
import { readFunnelWords } from '../domain/funnel-words.ts'
import type { External } from '../domain/platform.ts'
import { queueNamed } from '../domain/queue-names.ts'
import { say } from '../texts/sentence.ts'
import type { Told } from './act.ts'
import { placeOf } from './bind-place.ts'
import { openLane } from './broken-places.ts'
import type { Context } from './context.ts'
import { isPersonal } from './funnel.ts'
import { newestRun, nextRun } from './next-run.ts'
import { queueMessages } from './queue-messages.ts'

/** Why a digest is not to come any more as things stand; null where all is well (domain §8). */
export const digestFault = async (ctx: Context, db: Db, one: Schedule): Promise<DigestFault | null> => {
  const { by, place, question } = one
  const words = readFunnelWords(question)
  if (!words.ok) return 'question'
  if (by === null || !by.isActive) return 'rights'
  const queue = words.queue === null ? null : queueNamed(await readQueues(db, ctx.tenantId), words.queue)
  if (queue === undefined) return 'question'
  const maker = { roles: by.roles, managedQueues: await readManagedQueues(db, ctx.tenantId, by.id) }
  if (!mayHaveDigest(maker, queue?.key ?? null)) return 'rights'
  if (isPersonal(words.by) && !mayHavePeople(maker, place.kind === 'direct')) return 'rights'
  if (isPersonal(words.by) && !ctx.settings.organisation.perPersonStatistics) return 'question'
  return null
}

/** What its maker is told when a digest was paused for that. */
const stopped = ({ id, by, nextAt, question }: Schedule, fault: DigestFault): Told[] => {
  const text = say(`told.digest.${fault}`, { question })
  const dedupeKey = `digest-stop:${id}:${nextAt.getTime()}`
  return by === null ? [] : [{ lane: by.id, dedupeKey, payload: { kind: 'tell', text, show: null } }]
}

/** Pauses a digest that cannot come any more, and tells its maker once. */
export const stopDigest = async (ctx: Context, one: Schedule, fault: DigestFault) => {
  await ctx.db.transaction(async (tx) => {
    const paused = await tx
      .update(schedules)
      .set({ isPaused: true })
      .where(and(eq(schedules.id, one.id), eq(schedules.isPaused, false)))
      .returning({ id: schedules.id })
    if (paused.length > 0) await queueMessages(tx, ctx.tenantId, stopped(one, fault))
  })
  ctx.wake()
}

const atOnce = 100

/** What is to be sent of a digest that is due, and what becomes of it. */
const due = async (ctx: Context, tx: Db, id: string, at: Date): Promise<Told[]> => {
  const one = await readSchedule(tx, ctx.tenantId, id)
  if (!one) return []
  const next = nextRun(one.cron, one.zone, at)
  const fault = next === null ? 'question' : await digestFault(ctx, tx, one)
  const change = { ...(next === null ? {} : { nextAt: next }), ...(fault === null ? {} : { isPaused: true }) }
  await tx.update(schedules).set(change).where(eq(schedules.id, id))
  if (fault !== null) return stopped(one, fault)
  // Of several that were missed the newest says all that the others would.
  const since = new Date(Math.max(one.nextAt.getTime(), at.getTime() - latestMs))
  const missed = newestRun(one.cron, one.zone, since, at)
  if (missed === null) return []
  const payload = { kind: 'digest', schedule: id, due: missed.toISOString() }
  return [{ lane: one.placeId, dedupeKey: `digest:${id}:${missed.getTime()}`, payload }]
}

/**
 * Queues the digests that are due by now, each once, whatever was missed of it; what is more than 12 h late is left out
 * (product §2, `digest`). Several processes may do so at once: a digest is taken by one. Says how many were looked at.
 */
export const sendDigests = async (ctx: Context): Promise<number> => {
  const at = ctx.now()
  const taken = await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: schedules.id })
      .from(schedules)
      .where(and(eq(schedules.tenantId, ctx.tenantId), eq(schedules.isPaused, false), lte(schedules.nextAt, at)))
      .orderBy(asc(schedules.nextAt), asc(schedules.id))
      .limit(atOnce)
      .for('update', { skipLocked: true })
    const messages: Told[] = []
    for (const { id } of rows) messages.push(...(await due(ctx, tx, id, at)))
    await queueMessages(tx, ctx.tenantId, messages)
    return rows.length
  })
  if (taken > 0) ctx.wake()
  return taken
}

/** The place is open again, as far as we were told: what waits for it goes out. */
const opened = async (ctx: Context, tx: Db, placeId: string) => {
  await tx.update(places).set({ brokenBecause: null }).where(eq(places.id, placeId))
  await openLane(ctx, tx, placeId)
}

type Planned = { byId: string; question: string; cron: string; zone: string; nextAt: Date }

/** Plans a digest for a channel, or for its maker's direct messages where that is null; the same twice is one. */
export const planDigest = async (ctx: Context, channel: External | null, planned: Planned) => {
  await ctx.db.transaction(async (tx) => {
    const placeId = channel === null ? planned.byId : (await placeOf(ctx, tx, channel)).id
    if (channel !== null) await opened(ctx, tx, placeId)
    await tx.select({ id: places.id }).from(places).where(eq(places.id, placeId)).for('update')
    const { question, cron, zone } = planned
    const asks = and(eq(schedules.question, question), eq(schedules.cron, cron), eq(schedules.zone, zone))
    const isThere = await tx
      .select({ id: schedules.id })
      .from(schedules)
      .where(and(eq(schedules.placeId, placeId), eq(schedules.isPaused, false), asks))
    if (isThere.length > 0) return
    await tx.insert(schedules).values({ id: ctx.newId(), tenantId: ctx.tenantId, placeId, ...planned })
  })
  ctx.wake()
}

/** Lets a digest rest. */
export const pauseDigest = async (ctx: Context, { id }: Schedule) => {
  await ctx.db.update(schedules).set({ isPaused: true }).where(eq(schedules.id, id))
}

/** Lets a digest come again, from its next time on. In a channel it is that of who says so from then on. */
export const resumeDigest = async (ctx: Context, { id, place, placeId }: Schedule, by: string, nextAt: Date) => {
  const isChannel = place.kind === 'channel'
  const isResting = and(eq(schedules.id, id), eq(schedules.isPaused, true))
  await ctx.db.transaction(async (tx) => {
    if (isChannel) await opened(ctx, tx, placeId)
    await tx
      .update(schedules)
      .set({ isPaused: false, nextAt, ...(isChannel ? { byId: by } : {}) })
      .where(isResting)
  })
  ctx.wake()
}

/** Deletes a digest. */
export const deleteDigest = async (ctx: Context, { id }: Schedule) => {
  await ctx.db.delete(schedules).where(eq(schedules.id, id))
}
