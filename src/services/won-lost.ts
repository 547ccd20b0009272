import { readQueuePeople } from '../../db/queries/queue-people.ts'
import type { Opportunity } from '../domain/opportunity.ts'
import { money, say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { alertPlaces } from './alert-places.ts'
import type { Context } from './context.ts'
import type { Plan, Situation } from './move.ts'
import { named } from './named.ts'

type Amount = Pick<Opportunity, 'amountMinor' | 'currency'>

/** Into WON with its amount: the places of the alerts hear of it by a card of its own (domain §8). */
export const won = async (ctx: Context, one: Situation, amount: Amount): Promise<Plan> => {
  const { handoff, actor } = one
  const text = say('told.won', {
    by: actor.name,
    name: named(one),
    amount: money(amount.amountMinor, amount.currency),
  })
  const places = await alertPlaces(ctx, one, amount)
  return {
    ok: true,
    steps: [{ verb: 'win', to: 'WON', entered: { ...amount } }],
    set: { ...amount, callBackAt: null },
    cards: places.map((placeId) => ({ id: ctx.newId(), placeId, card: 'alert:won' })),
    tells: [
      { to: handoff.ownerId, text, show: true },
      { to: handoff.submitterId, text, show: true },
    ],
  }
}

/** Into LOST: owner, submitter and the managers of the queue hear why, and no place does (domain §8). */
export const lost = async (
  ctx: Context,
  one: Situation,
  why: { reason: string; note: string | null },
): Promise<Plan> => {
  const { handoff, actor } = one
  const values = { by: actor.name, name: named(one), reason: wordFor('reason', `lost.${why.reason}`) }
  const text = why.note ? say('told.lostNote', { ...values, note: why.note }) : say('told.lost', values)
  const managers = handoff.queueId === null ? [] : await readQueuePeople(ctx.db, handoff.queueId, 'manager')
  const people = [handoff.ownerId, handoff.submitterId, ...managers.map(({ id }) => id)]
  return {
    ok: true,
    steps: [{ verb: 'lose', to: 'LOST', entered: { ...why } }],
    set: { reason: why.reason, callBackAt: null },
    tells: people.map((to) => ({ to, text, show: 'closed' as const })),
  }
}
