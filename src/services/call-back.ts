import type { Context } from './context.ts'
import { firstMoment, type Working } from './due.ts'

/** Somebody promised to call back: that moment reminds the owner (domain §6). */
export const callBackTimer = (ctx: Context, people: Working, startedAt: Date, dueAt: Date, by: string) => {
  const episode = { startedAt, dueAt }
  const nextAt = firstMoment(ctx, 'call_back', people, episode)
  return { id: ctx.newId(), clock: 'call_back', ...episode, nextAt, startedBy: by }
}
