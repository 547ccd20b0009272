import { readAskable } from '../../db/queries/askable.ts'
import { readQueuePeople } from '../../db/queries/queue-people.ts'
import { type Move, moves, type Verb } from '../domain/moves.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import type { Context } from './context.ts'
import type { Situation } from './move.ts'

/** Refuses a move to somebody whose it is not, and names whose it is (domain §8). */
export const notYours = async (ctx: Context, verb: Verb, number: number, one: Situation): Promise<Refused> => {
  const move: Move = moves[verb]
  if (move.who.includes('queueMember') && one.queue) {
    const people = await Promise.all([
      readQueuePeople(ctx.db, one.queue.id, 'member'),
      readQueuePeople(ctx.db, one.queue.id, 'manager'),
    ])
    const [members, managers] = people.map((some) => some.map((person) => person.name))
    return refuse({ key: 'notInQueue', queue: one.queue.title, members: members ?? [], managers: managers ?? [] })
  }
  const submitter =
    move.who.includes('submitter') && one.handoff.submitterId !== null
      ? await readAskable(ctx.db, [one.handoff.submitterId])
      : []
  const whose = (move.whoAt?.[one.handoff.stage] ?? move.who).flatMap((who) => {
    if (who === 'submitter') return submitter.map((person) => person.name)
    const person = who === 'owner' ? one.owner : who === 'ae' ? one.ae : null
    return person ? [person.name] : []
  })
  return refuse({ key: 'notYours', number, verb, whose: [...new Set(whose)] })
}
