import type { DueClock } from '../../db/queries/due-clocks.ts'
import { momentsOf } from '../domain/chain.ts'
import { isOpenAt, nextOpening } from '../domain/clock.ts'
import { isHeardAlways } from './any-hour.ts'
import type { Context } from './context.ts'
import { calendarFor } from './due.ts'

/** What becomes of one clock now. */
export type Firing = {
  clock: DueClock
  nextAt: Date | null
  doneTo: Date | null
  /** What it has to say: of all that is due, the newest; the rest is too late to be said (domain §6). */
  says: 'remind' | 'managers' | null
  isBreached: boolean
  isReoffered: boolean
}

/**
 * How far a clock has come by now. Outside of its hours it waits for the opening, with all that it has to say; but for a
 * promised call of a P1, where its owner chose so (domain §6).
 */
export const fire = (ctx: Context, clock: DueClock, at: Date): Firing => {
  const calendar = calendarFor(ctx, clock.clock, clock)
  const { doneTo } = clock
  const isAccept = clock.clock === 'accept'
  const rest = { clock, doneTo, says: null, isBreached: false, isReoffered: false }
  const moments = momentsOf(calendar, clock.clock, clock, ctx.settings.steps).filter(
    (one) =>
      (doneTo === null || one.at > doneTo) && (one.act !== 'reoffer' || (isAccept && clock.queue?.mode === 'rotate')),
  )
  const due = moments.filter((one) => one.at <= at)
  const last = due.at(-1)
  if (!last) return { ...rest, nextAt: moments[0]?.at ?? null }
  const isWaiting = clock.clock !== 'call_back' || !isHeardAlways(clock.owner, clock.handoff.priority)
  if (isWaiting && !isOpenAt(calendar, at)) return { ...rest, nextAt: nextOpening(calendar, at) }
  return {
    clock,
    nextAt: moments[due.length]?.at ?? null,
    doneTo: last.at,
    says: due.map(({ act }) => act).findLast((act) => act === 'remind' || act === 'managers') ?? null,
    isBreached: clock.breachedAt === null && due.some(({ act }) => act === 'breach'),
    isReoffered: due.some(({ act }) => act === 'reoffer'),
  }
}
