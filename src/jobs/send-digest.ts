import { readSchedule } from '../../db/queries/schedules.ts'
import { drawDigest } from '../cards/digest.ts'
import type { Address, Messenger } from '../chat/messenger.ts'
import { lateFromMs, latestMs } from '../domain/digest.ts'
import { readFunnelWords } from '../domain/funnel-words.ts'
import type { Context } from '../services/context.ts'
import { digestFault, stopDigest } from '../services/digests.ts'
import { readFunnel } from '../services/funnel.ts'
import { newestRun } from '../services/next-run.ts'
import type { Queued } from '../services/outbox.ts'

/**
 * Posts a digest with the numbers of the moment that it goes out, of the period that it is due for; nothing where it was
 * paused or deleted in between, may not come any more, is too late by now, or was due once more since: the newest says all
 * that the others would (product §2, `digest`).
 */
export const sendDigest = async (
  ctx: Context,
  messenger: Messenger,
  message: Queued,
  to: Address,
): Promise<{ externalId: string } | null> => {
  const one = await readSchedule(ctx.db, ctx.tenantId, String(message.payload.schedule))
  const due = new Date(String(message.payload.due))
  const at = ctx.now()
  const lateMs = at.getTime() - due.getTime()
  if (!one || one.isPaused || lateMs > latestMs) return null
  const newest = newestRun(one.cron, one.zone, due, at)
  if (newest !== null && newest > due) return null
  const fault = await digestFault(ctx, ctx.db, one)
  if (fault !== null) return stopped(ctx, one, fault)
  const asked = readFunnelWords(one.question)
  const read = asked.ok ? await readFunnel(ctx, asked, due) : null
  if (!read?.ok) return stopped(ctx, one, 'question')
  const earlier = message.attempts > 1 ? await messenger.find(to, message.key, null) : null
  const drawing = drawDigest({ ...read.facts, isOwnOnly: false }, lateMs >= lateFromMs ? due : null)
  return { externalId: earlier ?? (await messenger.post(to, drawing, message.key, null)) }
}

const stopped = async (...args: Parameters<typeof stopDigest>): Promise<null> => {
  await stopDigest(...args)
  return null
}
