import { readAllAes } from '../../db/queries/aes.ts'
import { readRunningClocks } from '../../db/queries/running-clocks.ts'
import type { Person } from '../../db/queries/situation.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { clocksOfAe, type Timed } from '../domain/settings.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import type { Plan, Situation } from './move.ts'
import { named } from './named.ts'

/** Whose place somebody takes: while it waits, that of whoever is offered it (domain §8, `reassign`). */
export type Seat = 'owner' | 'ae' | 'offered'

const fields = { owner: 'ownerId', ae: 'aeId', offered: 'offeredTo' } as const

const clocksOf: Record<Seat, readonly Timed[]> = {
  owner: ['first_touch', 'idle', 'qualify'],
  ae: clocksOfAe,
  offered: [],
}

/** The places that can be taken at this stage. */
export const seatsOf = ({ handoff: { stage, aeId } }: Pick<Situation, 'handoff'>): Seat[] => {
  if (stage === 'MQL') return ['offered']
  return stage === 'SAL' || aeId === null ? ['owner'] : ['owner', 'ae']
}

const aesOf = (ctx: Context, one: Situation) => readAllAes(ctx.db, ctx.tenantId, one.handoff.queueId, ctx.now())

/** The place that is meant where nobody says: one's own; for a manager, the AE's where an AE is named. */
export const usualSeat = async (ctx: Context, one: Situation, member: Person | null): Promise<Seat> => {
  const [first = 'owner', ...others] = seatsOf(one)
  if (others.length === 0 || one.standing.isOwner) return first
  if (one.standing.isAe || member === null) return 'ae'
  return (await aesOf(ctx, one)).some(({ id }) => id === member.id) ? 'ae' : first
}

const telling = { owner: 'told.givenOwner', ae: 'told.givenAe', offered: 'told.givenOffer' } as const

/**
 * Somebody takes the place of owner or AE, or is offered what waits (domain §8). The stage stays; the clocks that run for
 * that place end, and start anew in the hours of whoever has it now (domain §6).
 */
export const reassigned = async (
  ctx: Context,
  one: Situation,
  { seat, member, note }: { seat: Seat; member: Person; note: string },
): Promise<Plan | Refused> => {
  const { handoff, actor } = one
  const { number } = handoff
  const before = handoff[fields[seat]]
  if (before === member.id)
    return refuse(
      seat === 'offered'
        ? { key: 'offeredAlready', number, name: member.name }
        : { key: 'withAeAlready', number, ae: member.name },
    )
  if (seat === 'ae' && !(await aesOf(ctx, one)).some(({ id }) => id === member.id))
    return refuse({ key: 'unknownAe', text: member.name })
  const clocks = (await readRunningClocks(ctx.db, handoff.id)).flatMap(({ clock }) =>
    clocksOf[seat].includes(clock) ? [clock] : [],
  )
  const values = { by: actor.name, name: named(one), note }
  const isAsked = seat === 'ae' && handoff.stage === 'SQL'
  return {
    ok: true,
    steps: [{ verb: 'reassign', entered: { [seat]: member.id, note }, stops: clocks, starts: clocks }],
    set: { [fields[seat]]: member.id },
    ...(seat === 'ae' ? { ae: member, turns: [member.id] } : { owner: member }),
    cards: isAsked ? [{ id: ctx.newId(), placeId: member.id, card: 'ae' }] : [],
    tells: [
      { to: member.id, text: say(telling[seat], values), show: true },
      { to: before, text: say('told.givenOn', { ...values, to: member.name }), show: true },
    ],
  }
}
