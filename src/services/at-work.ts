import { readReachable } from '../../db/queries/at-work.ts'
import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { isOpenAt } from '../domain/clock.ts'
import type { Platform } from '../domain/platform.ts'
import type { Context } from './context.ts'
import { calendarOf } from './due.ts'

const namedAtMost = 10

/**
 * Whom the card of a P1 mentions in a queue where whoever taps first wins: its members who were at work when it came, in
 * their own hours, else the queue's (domain §5). Nobody for another priority, or where it is offered to one member.
 */
export const readAtWork = async (
  ctx: Context,
  { handoff, queue, offered }: HandoffFacts,
  platform: Platform,
): Promise<{ name: string; reach: string }[]> => {
  if (handoff.priority !== 1 || queue?.mode !== 'claim' || offered !== null) return []
  const at = handoff.postedAt ?? ctx.now()
  const people = await readReachable(ctx.db, queue.id, platform)
  return people
    .filter(({ awayUntil }) => awayUntil === null || awayUntil <= at)
    .filter((person) => isOpenAt(calendarOf(ctx, person, queue.calendar), at))
    .slice(0, namedAtMost)
    .map(({ name, reach }) => ({ name, reach }))
}
