import type { Db } from '../../db/client.ts'
import { readManagers } from '../../db/queries/queue-people.ts'
import { readRotation, readToday } from '../../db/queries/rotation.ts'
import { isOpenAt } from '../domain/clock.ts'
import { dayIn, momentOf } from '../domain/local-time.ts'
import { type Candidate, nextInTurn, passedOver, type Skipped, usualCap } from '../domain/rotation.ts'
import { say } from '../texts/sentence.ts'
import type { Act, Told } from './act.ts'
import type { Context } from './context.ts'
import { calendarOf } from './due.ts'

export type Offering = { id: string; title: string; mode: 'claim' | 'rotate'; calendar: string | null }

/** The members of a queue, with what decides whose turn it is (domain §5). */
export const readAvailable = async (ctx: Context, db: Db, queue: Pick<Offering, 'id' | 'calendar'>) => {
  const at = ctx.now()
  const people = (await readRotation(db, queue.id)).map((one) => ({
    ...one,
    ownCalendar: calendarOf(ctx, one, queue.calendar),
  }))
  const midnights = people.flatMap(({ id, capPerDay, ownCalendar: { zone } }) =>
    capPerDay === null ? [] : [{ id, since: momentOf(dayIn(at, zone), '00:00', zone) }],
  )
  const today = await readToday(db, midnights)
  return people.map(
    ({ ownCalendar, ...one }): Candidate => ({
      ...one,
      isAway: one.awayUntil !== null && one.awayUntil > at,
      isAtWork: isOpenAt(ownCalendar, at),
      cap: one.cap ?? usualCap,
      today: today.get(one.id) ?? 0,
    }),
  )
}

/** Who of a queue in rotation is offered the next hand-off; null where it is nobody's turn (domain §5). */
export const nextOf = async (ctx: Context, db: Db, queue: Offering, besides: readonly string[]) =>
  nextInTurn((await readAvailable(ctx, db, queue)).filter(({ id }) => !besides.includes(id)))

/**
 * What an act brings along that lets a hand-off wait in a queue: who is offered it, who was passed over and why, and what
 * they or the managers get.
 */
export type Offer = {
  offeredTo: string | null
  offers: string[]
  skipped: { member: string; why: Skipped }[]
  cards: NonNullable<Act['cards']>
  tells: Told[]
}

const toNobody: Offer = { offeredTo: null, offers: [], skipped: [], cards: [], tells: [] }

/**
 * Offers a hand-off that waits in a queue from now on: in `claim` to nobody before the others; in `rotate` to who is next,
 * by direct message. Where that is nobody, it waits, and the managers are told once (domain §5). `line` is the act's own.
 */
export const offerIn = async (
  ctx: Context,
  db: Db,
  queue: Offering,
  about: { number: number; name: string; line: string; besides?: readonly string[] },
): Promise<Offer> => {
  if (queue.mode === 'claim') return toNobody
  const people = (await readAvailable(ctx, db, queue)).filter(({ id }) => !about.besides?.includes(id))
  const skipped = passedOver(people).map(({ one, why }) => ({ member: one.id, why }))
  const next = nextInTurn(people)
  if (next) {
    const card = { id: ctx.newId(), placeId: next.id, card: `offer:${about.line}` }
    return { offeredTo: next.id, offers: [next.id], skipped, cards: [card], tells: [] }
  }
  const text = say('told.nobodyNext', { queue: queue.title, number: `#${about.number}`, name: about.name })
  const payload = { kind: 'tell', text, show: about.number }
  const managers = await readManagers(db, ctx.tenantId, [queue.id])
  return {
    ...toNobody,
    skipped,
    tells: managers.map((lane) => ({ lane, dedupeKey: `nobody:${about.line}:${lane}`, payload })),
  }
}
