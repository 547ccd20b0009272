import { readQueued, readSubmitters, readWeek } from '../../db/queries/friday.ts'
import { isOpenAt, nextOpening } from '../domain/clock.ts'
import { latestMs } from '../domain/digest.ts'
import { lastFriday } from '../domain/friday.ts'
import { momentOf } from '../domain/local-time.ts'
import type { Context } from './context.ts'
import { calendarOf } from './due.ts'
import { queueMessages } from './queue-messages.ts'

const minuteMs = 60_000
const lookedAt = new WeakMap<Context, number>()

const queueDue = async (ctx: Context, at: Date): Promise<number> => {
  const due = (await readSubmitters(ctx.db, ctx.tenantId)).flatMap((member) => {
    const calendar = calendarOf(ctx, member, null)
    const friday = lastFriday(at, calendar.zone)
    const opens = nextOpening(calendar, friday.at)
    if (at < opens || at.getTime() - opens.getTime() > latestMs || !isOpenAt(calendar, at)) return []
    const payload = { kind: 'friday', monday: friday.monday, due: opens.toISOString() }
    return [{ lane: member.id, dedupeKey: `friday:${member.id}:${friday.week}`, payload }]
  })
  if (due.length === 0) return 0
  const keys = due.map(({ dedupeKey }) => dedupeKey)
  const known = await readQueued(ctx.db, ctx.tenantId, keys)
  const fresh = due.filter(({ dedupeKey }) => !known.has(dedupeKey))
  await queueMessages(ctx.db, ctx.tenantId, fresh)
  if (fresh.length > 0) ctx.wake()
  return fresh.length
}

/**
 * Queues, for each who hands off, what became of it: on Fridays at four in the afternoon where they are, or at the opening
 * after, once a week; what is more than 12 h late is left out, and nobody hears it outside of working hours (domain §6).
 * Several processes may do so at once. Looks once in a minute of the clock, since both begin with one. Says how many were queued.
 */
export const queueFridays = async (ctx: Context): Promise<number> => {
  const at = ctx.now()
  const minute = Math.floor(at.getTime() / minuteMs)
  if (lookedAt.get(ctx) === minute) return 0
  const queued = await queueDue(ctx, at)
  lookedAt.set(ctx, minute)
  return queued
}

const weekMs = 7 * 86_400_000

/** When the next message of `queueFridays` comes that has something to tell by what is known now; null where none has. */
export const nextFriday = async (ctx: Context): Promise<Date | null> => {
  const at = ctx.now()
  const coming = (await readSubmitters(ctx.db, ctx.tenantId)).flatMap((member) => {
    const calendar = calendarOf(ctx, member, null)
    return [at, new Date(at.getTime() + weekMs)].map((moment) => {
      const friday = lastFriday(moment, calendar.zone)
      const week = momentOf(friday.monday, '00:00', calendar.zone)
      return { memberId: member.id, week, opens: nextOpening(calendar, friday.at) }
    })
  })
  const later = coming.filter(({ opens }) => opens > at)
  for (const { memberId, week, opens } of later.toSorted((one, other) => one.opens.getTime() - other.opens.getTime()))
    if ((await readWeek(ctx.db, memberId, week, week)).moved > 0) return opens
  return null
}
