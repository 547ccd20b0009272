import { readQuiet } from '../../db/queries/silence.ts'
import type { Handoff } from '../../db/queries/situation.ts'
import type { Act } from './act.ts'
import type { Context } from './context.ts'
import { dueOf, firstMoment, type Working } from './due.ts'

type Timer = NonNullable<Act['timers']>[number]
type Meets = Pick<Act, 'meetings' | 'meetingSets'>

/** When a meeting is over. */
export const endOf = ({ startsAt, minutes }: { startsAt: Date; minutes: number }): Date =>
  new Date(startsAt.getTime() + minutes * 60_000)

/** Somebody promised to call back: that moment reminds the owner (domain §6). */
export const callBackTimer = (ctx: Context, people: Working, startedAt: Date, dueAt: Date, by: string): Timer => {
  const episode = { startedAt, dueAt }
  const nextAt = firstMoment(ctx, 'call_back', people, episode)
  return { id: ctx.newId(), clock: 'call_back', ...episode, nextAt, startedBy: by }
}

/**
 * Watches the silence of an SAL that begins with an act, or later: when a meeting that is booked is over, or at the moment
 * of a promised call (domain §6). While its owner is away it stands still from its start.
 */
export const silenceTimer = async (
  ctx: Context,
  after: Handoff,
  people: Working,
  plan: Meets,
  at: Date,
  line: string,
): Promise<Timer> => {
  const { open, awayUntil } = await readQuiet(ctx.db, after.id, after.ownerId)
  const told = plan.meetingSets?.map(({ id }) => id) ?? []
  const ahead = [...open.filter(({ id }) => !told.includes(id)), ...(plan.meetings ?? [])].map(endOf)
  const since = [at, ...(after.callBackAt ? [after.callBackAt] : []), ...ahead].reduce((one, other) =>
    one > other ? one : other,
  )
  const episode = { startedAt: since, dueAt: dueOf(ctx, 'idle', after, people, since) }
  const nextAt = firstMoment(ctx, 'idle', people, episode)
  const pausedAt = awayUntil !== null && awayUntil > at ? at : null
  return { id: ctx.newId(), clock: 'idle', ...episode, nextAt, startedBy: line, pausedAt }
}
