import { readWeek } from '../../db/queries/friday.ts'
import { drawFriday } from '../cards/friday.ts'
import type { Address, Messenger } from '../chat/messenger.ts'
import { latestMs } from '../domain/digest.ts'
import { dayIn, momentOf } from '../domain/local-time.ts'
import type { Context } from '../services/context.ts'
import type { Queued } from '../services/outbox.ts'

/** The first of the month in which the week began. */
const firstOf = (monday: string) => `${monday.slice(0, 7)}-01`

/** Tells who handed off what became of it; nothing where nothing moved in that week, or where it is too late by now. */
export const sendFriday = async (
  ctx: Context,
  messenger: Messenger,
  message: Queued,
  to: Address,
): Promise<{ externalId: string } | null> => {
  const { monday, due } = message.payload as { monday: string; due: string }
  const now = ctx.now()
  if (now.getTime() - Date.parse(due) > latestMs) return null
  const since = firstOf(monday)
  const facts = await readWeek(
    ctx.db,
    message.lane,
    momentOf(since, '00:00', to.zone),
    momentOf(monday, '00:00', to.zone),
  )
  if (facts.moved === 0) return null
  const earlier = message.attempts > 1 ? await messenger.find(to, message.key, null) : null
  const isThisMonth = dayIn(now, to.zone).startsWith(since.slice(0, 7))
  const drawing = drawFriday(facts, { since, monday, isThisMonth })
  return { externalId: earlier ?? (await messenger.post(to, drawing, message.key, null)) }
}
