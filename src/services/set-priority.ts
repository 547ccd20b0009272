import { readRunningClocks } from '../../db/queries/running-clocks.ts'
import type { Handoff } from '../../db/queries/situation.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import type { Priority } from '../domain/settings.ts'
import type { Context } from './context.ts'
import { dueOf } from './due.ts'
import type { Plan, Situation } from './move.ts'

/** When each running clock is due by the priority of `after`, counted from its own start (domain §8, `priority`). */
export const duesBy = async (ctx: Context, one: Situation, after: Handoff): Promise<NonNullable<Plan['dues']>> => {
  const running = await readRunningClocks(ctx.db, after.id)
  return running.flatMap(({ id, clock, startedAt, dueAt: was }) =>
    clock === 'next_step' ? [] : [{ id, was, dueAt: dueOf(ctx, clock, after, one, startedAt) }],
  )
}

/** A colleague sets the priority by hand: the card says so, and its running clocks are set anew (domain §3, §8). */
export const prioritised = async (ctx: Context, one: Situation, priority: Priority): Promise<Plan | Refused> => {
  const { handoff } = one
  if (handoff.priority === priority)
    return refuse({ key: 'priorityAlready', number: handoff.number, priority: `P${priority}` })
  return {
    ok: true,
    steps: [{ verb: 'priority', entered: { priority } }],
    set: { priority },
    dues: await duesBy(ctx, one, { ...handoff, priority }),
  }
}
