import { say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Context } from './context.ts'
import type { Plan, Situation } from './move.ts'
import { leadNameOf, named } from './named.ts'
import { offerIn } from './offer.ts'

/** The owner gives it back to its queue, where it waits for acceptance again (domain §8, `release`). */
export const released = async (
  ctx: Context,
  one: Situation,
  why: { reason: string; note: string | null },
  line: string,
): Promise<Plan> => {
  const values = { by: one.actor.name, reason: wordFor('reason', `release.${why.reason}`) }
  const { handoff, queue } = one
  const besides = handoff.ownerId === null ? [] : [handoff.ownerId]
  const about = { number: handoff.number, name: leadNameOf(one), line, besides }
  const offer = queue === null ? null : await offerIn(ctx, ctx.db, queue, about)
  return {
    ok: true,
    steps: [{ verb: 'release', to: 'MQL', entered: { ...why } }],
    set: { ownerId: null, offeredTo: offer?.offeredTo ?? null, callBackAt: null },
    offers: offer?.offers ?? [],
    toldAs: offer?.tells ?? [],
    // A place that was bound since shows it for the first time.
    cards: [
      ...one.queuePlaces.map((placeId) => ({ id: ctx.newId(), placeId, card: 'handoff' })),
      ...(offer?.cards ?? []),
    ],
    thread: say('told.releasedThread', { ...values, queue: one.queue?.title ?? say('word.dash') }),
    tells: [{ to: one.handoff.ownerId, text: say('told.released', { ...values, name: named(one) }), show: true }],
  }
}
