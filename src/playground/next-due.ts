import { readNextDue } from '../../db/queries/next-due.ts'
import { nextOpening } from '../domain/clock.ts'
import { momentOf } from '../domain/local-time.ts'
import type { Context } from '../services/context.ts'
import type { Due } from './api.ts'

/** The first moment after now at which something comes by itself; null where nothing is under way (domain §6, §8). */
export const nextDue = async (ctx: Context): Promise<Due | null> => {
  const now = ctx.now()
  const { returnsOn, ...moments } = await readNextDue(ctx.db, ctx.tenantId, now)
  const day = returnsOn === null ? null : momentOf(returnsOn, '00:00', ctx.settings.organisation.zone)
  // A lead comes back once the organisation's day has opened.
  const renewal = day && nextOpening(ctx.calendar(null), new Date(Math.max(day.getTime(), now.getTime())))
  const all = Object.entries({ ...moments, renewal }) as [Due['what'], Date | null][]
  const due = all.flatMap(([what, at]) => (at && at > now ? [{ what, at: at.getTime() }] : []))
  return due.toSorted((one, other) => one.at - other.at)[0] ?? null
}
