import type { Person } from '../../db/queries/situation.ts'
import type { Context } from './context.ts'
import { firstMoment, pausedFrom, type Working } from './due.ts'

/** Somebody promised to call back: that moment reminds the owner (domain §6). */
export const callBackTimer = (ctx: Context, people: Working<Person>, startedAt: Date, dueAt: Date, by: string) => {
  const episode = { startedAt, dueAt }
  const nextAt = firstMoment(ctx, 'call_back', people, episode)
  const pausedAt = pausedFrom('call_back', people, startedAt)
  return { id: ctx.newId(), clock: 'call_back', ...episode, nextAt, pausedAt, startedBy: by }
}
