import { and, eq, sql } from 'drizzle-orm'
import { readPlaceByExternal } from '../../db/queries/places.ts'
import { outbox, queues } from '../../db/schema/index.ts'
import type { External } from '../domain/platform.ts'
import { reservedQueues } from '../domain/routing.ts'
import type { Context } from './context.ts'
import { queueMessages } from './queue-messages.ts'

const slugOf = (title: string) =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'queue'

/** Whether a queue may be called that. */
export const mayBeCalled = (title: string) => !reservedQueues.includes(slugOf(title))

/** Makes a queue of that title, in claim mode, or finds the one of that name; answers with its id and key. */
export const makeQueue = async (ctx: Context, title: string): Promise<{ id: string; key: string; title: string }> => {
  const key = slugOf(title)
  await ctx.db
    .insert(queues)
    .values({ id: ctx.newId(), tenantId: ctx.tenantId, key, title, mode: 'claim', createdAt: ctx.now() })
    .onConflictDoNothing()
  const [queue] = await ctx.db
    .select({ id: queues.id, key: queues.key, title: queues.title })
    .from(queues)
    .where(and(eq(queues.tenantId, ctx.tenantId), eq(queues.key, key)))
  if (!queue) throw new Error('The queue that was just made is not there.')
  return queue
}

const laneOf = async (ctx: Context, { platform, externalId }: External) =>
  (await readPlaceByExternal(ctx.db, ctx.tenantId, platform, externalId))?.id ?? null

const send = async (ctx: Context, lane: string, dedupeKey: string, payload: Record<string, unknown>) => {
  await queueMessages(ctx.db, ctx.tenantId, [{ lane, dedupeKey, payload }])
  ctx.wake()
}

/** Posts a sample of a card into a channel. It is a message and no hand-off: it has no number, and counts nowhere. */
export const postSample = async (ctx: Context, where: External, queue: string) => {
  const lane = await laneOf(ctx, where)
  if (lane !== null) await send(ctx, lane, `sample:${lane}:${ctx.now().getTime()}`, { kind: 'sample', queue })
}

/** Throws the samples of a channel away; says whether there were any. */
export const discardSamples = async (ctx: Context, where: External, by: string): Promise<boolean> => {
  const lane = await laneOf(ctx, where)
  if (lane === null) return false
  const samples = await ctx.db
    .update(outbox)
    .set({ payload: { kind: 'discarded' } })
    .where(and(eq(outbox.lane, lane), sql`${outbox.payload}->>'kind' = 'sample'`))
    .returning({ id: outbox.id, externalId: outbox.externalId })
  const posted = samples.flatMap((one) => one.externalId ?? [])
  if (posted.length > 0)
    await send(ctx, lane, `discard:${lane}:${samples.map(({ id }) => id).join()}`, {
      kind: 'discard',
      externalIds: posted,
      by,
    })
  return samples.length > 0
}
