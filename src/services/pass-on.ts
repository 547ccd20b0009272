import { say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Context } from './context.ts'
import type { Plan, Situation } from './move.ts'
import { named } from './named.ts'

/** The owner gives it back to its queue, where it waits for acceptance again (domain §8, `release`). */
export const released = (ctx: Context, one: Situation, why: { reason: string; note: string | null }): Plan => {
  const values = { by: one.actor.name, reason: wordFor('reason', `release.${why.reason}`) }
  return {
    ok: true,
    steps: [{ verb: 'release', to: 'MQL', entered: { ...why } }],
    // Nobody comes before the others: whoever of the queue is first takes it (domain §5, `claim`).
    set: { ownerId: null, offeredTo: null, callBackAt: null },
    // A place that was bound since shows it for the first time.
    cards: one.queuePlaces.map((placeId) => ({ id: ctx.newId(), placeId, card: 'handoff' })),
    thread: say('told.releasedThread', { ...values, queue: one.queue?.title ?? say('word.dash') }),
    tells: [{ to: one.handoff.ownerId, text: say('told.released', { ...values, name: named(one) }), show: true }],
  }
}
