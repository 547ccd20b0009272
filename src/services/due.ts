import type { Handoff, Person } from '../../db/queries/situation.ts'
import { type Episode, momentsOf } from '../domain/chain.ts'
import { type Calendar, dueAfterDays, dueAfterMinutes } from '../domain/clock.ts'
import { isOfAe, type Timed, type Watch } from '../domain/settings.ts'
import { silenceDue } from '../domain/silence.ts'
import type { Context } from './context.ts'

/** A member's own hours where they are set, else the calendar of the queue (domain §6). */
export const calendarOf = (
  ctx: Context,
  person: Pick<Person, 'zone' | 'hours'> | null,
  queueCalendar: string | null,
): Calendar => {
  const fallback = ctx.calendar(queueCalendar)
  if (!person?.hours && !person?.zone) return fallback
  return { zone: person.zone ?? fallback.zone, hours: person.hours ?? fallback.hours, holidays: fallback.holidays }
}

const dayMs = 86_400_000

type Hours = Pick<Person, 'zone' | 'hours'>
export type Working<One = Hours> = { queue: { calendar: string | null } | null; owner: One | null; ae: One | null }

/** Whose hours a clock counts in: the queue's, its owner's or its AE's (domain §6). */
export const calendarFor = (ctx: Context, clock: Watch, { queue, owner, ae }: Working): Calendar => {
  const named = queue?.calendar ?? null
  if (clock === 'accept') return ctx.calendar(named)
  return calendarOf(ctx, isOfAe(clock) ? ae : owner, named)
}

/** When a clock that starts now is due (domain §6): accept by the queue's calendar, the others by owner's or AE's. */
export const dueOf = (ctx: Context, clock: Timed, after: Handoff, people: Working, at: Date): Date => {
  const calendar = calendarFor(ctx, clock, people)
  if (clock === 'next_step') {
    const eve = new Date(Date.parse(`${after.nextStepBy ?? at.toISOString().slice(0, 10)}T12:00:00Z`) - dayMs)
    return dueAfterDays(calendar, eve, 1)
  }
  if (clock === 'idle') return silenceDue(calendar, ctx.settings.sla.qualify, after.priority, at)
  const { unit, by } = ctx.settings.sla[clock]
  const amount = by[after.priority]
  return unit === 'minutes' ? dueAfterMinutes(calendar, at, amount) : dueAfterDays(calendar, at, amount)
}

/** Since when a clock that starts now stands still: at once, where who it counts for is away (product §2, `away`). */
export const pausedFrom = (
  clock: Watch,
  { owner, ae }: Pick<Working<Person>, 'owner' | 'ae'>,
  at: Date,
): Date | null => {
  const holder = clock === 'accept' ? null : isOfAe(clock) ? ae : owner
  return holder?.awayUntil && holder.awayUntil > at ? at : null
}

/** When a clock first does something on its way (domain §6). */
export const firstMoment = (ctx: Context, clock: Watch, people: Working, episode: Episode): Date =>
  momentsOf(calendarFor(ctx, clock, people), clock, episode, ctx.settings.steps)[0]?.at ?? episode.dueAt
