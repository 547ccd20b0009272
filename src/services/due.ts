import type { Handoff, Person } from '../../db/queries/situation.ts'
import { type Calendar, dueAfterDays, dueAfterMinutes } from '../domain/clock.ts'
import type { Clock } from '../domain/settings.ts'
import type { Context } from './context.ts'

/** A member's own hours where they are set, else the calendar of the queue (domain §6). */
const calendarOf = (ctx: Context, person: Person | null, queueCalendar: string | null): Calendar => {
  const fallback = ctx.calendar(queueCalendar)
  if (!person?.hours && !person?.zone) return fallback
  return { zone: person.zone ?? fallback.zone, hours: person.hours ?? fallback.hours, holidays: fallback.holidays }
}

const dayMs = 86_400_000

/** When a clock that starts now is due (domain §6): accept by the queue's calendar, the others by owner's or AE's. */
export const dueOf = (
  ctx: Context,
  clock: Clock,
  after: Handoff,
  people: { queue: { calendar: string | null } | null } & { owner: Person | null; ae: Person | null },
  at: Date,
): Date => {
  const named = people.queue?.calendar ?? null
  if (clock === 'next_step') {
    const calendar = calendarOf(ctx, people.ae, named)
    const eve = new Date(Date.parse(`${after.nextStepBy ?? at.toISOString().slice(0, 10)}T12:00:00Z`) - dayMs)
    return dueAfterDays(calendar, eve, 1)
  }
  const allowance = ctx.settings.sla[clock]
  const person = clock === 'accept' ? null : clock === 'ae_decision' ? people.ae : people.owner
  const calendar = clock === 'accept' ? ctx.calendar(named) : calendarOf(ctx, person, named)
  const amount = allowance.by[after.priority]
  return allowance.unit === 'minutes' ? dueAfterMinutes(calendar, at, amount) : dueAfterDays(calendar, at, amount)
}
