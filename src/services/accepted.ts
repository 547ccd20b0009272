import { readAcceptance, readHourOf } from '../../db/queries/accepted.ts'
import { notices } from '../../db/schema/index.ts'
import { nextOpening } from '../domain/clock.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Told } from './act.ts'
import { isHeardAlways } from './any-hour.ts'
import type { Context } from './context.ts'
import { calendarOf } from './due.ts'
import type { Situation } from './move.ts'

const atOnce = 5
const hourMs = 3_600_000

/** Tells the submitter of an acceptance; whether at once or in a list is seen when it goes out (domain §6). */
export const toldAccepted = ({ handoff, actor }: Situation, line: string, text: Sentence): Told[] => {
  const to = handoff.submitterId
  if (to === null || to === actor.id) return []
  const payload = { kind: 'tell', text, show: null, isClosed: false, accepted: line }
  return [{ lane: to, dedupeKey: `tell:${line}:0:${to}`, payload }]
}

/**
 * Whether an acceptance that is about to be told is gathered instead: from the sixth on, in an hour that begins with the
 * first. The list comes when the hour is over, in the hours in which the member hears of it (domain §6). What goes to one person
 * goes out one after the other, so nobody counts beside us; a second attempt finds what the first one settled.
 */
export const gatherAccepted = async (ctx: Context, memberId: string, line: string): Promise<boolean> => {
  const one = await readAcceptance(ctx.db, line, memberId)
  if (one === null) return false
  if (one.known !== null) return one.known.sentAt?.getTime() !== one.known.at.getTime()
  const at = ctx.now()
  const told = await readHourOf(ctx.db, memberId, at)
  const over = told[0] ?? new Date(at.getTime() + hourMs)
  const isGathered = told.length >= atOnce
  const when = isGathered
    ? { sendAt: isHeardAlways(one, one.priority) ? over : nextOpening(calendarOf(ctx, one, null), over), sentAt: null }
    : { sendAt: over, sentAt: at }
  const { tenantId } = ctx
  const { handoffId, timerId } = one
  const row = { id: ctx.newId(), tenantId, memberId, handoffId, timerId, kind: 'accepted' as const, at, ...when }
  await ctx.db.insert(notices).values(row).onConflictDoNothing()
  return isGathered
}
