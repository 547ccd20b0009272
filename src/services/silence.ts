import { readOpenMeetings } from '../../db/queries/meeting.ts'
import type { Handoff, Person } from '../../db/queries/situation.ts'
import { endOf } from '../domain/meeting.ts'
import type { Act } from './act.ts'
import type { Context } from './context.ts'
import { dueOf, firstMoment, pausedFrom, type Working } from './due.ts'

type Timer = NonNullable<Act['timers']>[number]
type Meets = Pick<Act, 'meetings' | 'meetingSets'>

/**
 * Watches the silence of an SAL that begins with an act, or later: when a meeting that is booked is over, or at the moment
 * of a promised call (domain §6). While its owner is away it stands still from its start.
 */
export const silenceTimer = async (
  ctx: Context,
  after: Handoff,
  people: Working<Person>,
  plan: Meets,
  at: Date,
  line: string,
): Promise<Timer> => {
  const open = await readOpenMeetings(ctx.db, after.id)
  const told = plan.meetingSets?.map(({ id }) => id) ?? []
  const ahead = [...open.filter(({ id }) => !told.includes(id)), ...(plan.meetings ?? [])].map(endOf)
  const since = [at, ...(after.callBackAt ? [after.callBackAt] : []), ...ahead].reduce((one, other) =>
    one > other ? one : other,
  )
  const episode = { startedAt: since, dueAt: dueOf(ctx, 'idle', after, people, since) }
  const nextAt = firstMoment(ctx, 'idle', people, episode)
  return {
    id: ctx.newId(),
    clock: 'idle',
    ...episode,
    nextAt,
    startedBy: line,
    pausedAt: pausedFrom('idle', people, at),
  }
}
