import { readNextDue, readPromises } from '../../db/queries/next-due.ts'
import { nextOpening } from '../domain/clock.ts'
import { momentOf } from '../domain/local-time.ts'
import { isHeardAlways } from '../services/any-hour.ts'
import type { Context } from '../services/context.ts'
import { calendarOf } from '../services/due.ts'
import { nextFriday } from '../services/friday.ts'
import type { Due } from './api.ts'

/** When each promised call is heard of: outside of the owner's hours at the opening, but by their own choice. */
const readCalls = async (ctx: Context, now: Date): Promise<Date[]> =>
  (await readPromises(ctx.db, ctx.tenantId, now)).map(({ at, priority, calendar, owner }) =>
    isHeardAlways(owner, priority) ? at : nextOpening(calendarOf(ctx, owner, calendar), at),
  )

/** The first moment after now at which something comes by itself; null where nothing is under way (domain §6, §8). */
export const nextDue = async (ctx: Context): Promise<Due | null> => {
  const now = ctx.now()
  const { returnsOn, clock, prompt, notice, digest } = await readNextDue(ctx.db, ctx.tenantId, now)
  const day = returnsOn === null ? null : momentOf(returnsOn, '00:00', ctx.settings.organisation.zone)
  // A lead comes back once the organisation's day has opened.
  const renewal = day && nextOpening(ctx.calendar(null), new Date(Math.max(day.getTime(), now.getTime())))
  const all: [Due['what'], Date | null][] = [
    ['clock', clock],
    ...(await readCalls(ctx, now)).map((at): [Due['what'], Date] => ['clock', at]),
    ['prompt', prompt],
    ['notice', notice],
    ['digest', digest],
    ['renewal', renewal],
    ['friday', await nextFriday(ctx)],
  ]
  const due = all.flatMap(([what, at]) => (at && at > now ? [{ what, at: at.getTime() }] : []))
  return due.toSorted((one, other) => one.at - other.at)[0] ?? null
}
