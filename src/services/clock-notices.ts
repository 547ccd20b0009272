import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { DueClock } from '../../db/queries/due-clocks.ts'
import type { readManagersOf } from '../../db/queries/queue-people.ts'
import { places } from '../../db/schema/index.ts'
import { gatheredBy } from '../domain/chain.ts'
import { businessMinutesBetween, nextOpening } from '../domain/clock.ts'
import { isOfAe } from '../domain/settings.ts'
import { atTime, say, span } from '../texts/sentence.ts'
import { isHeardAlways } from './any-hour.ts'
import type { Firing } from './clock-firing.ts'
import type { Context } from './context.ts'
import { calendarFor, calendarOf } from './due.ts'
import type { Notice } from './notices.ts'
import { queueMessages } from './queue-messages.ts'

type Managers = Awaited<ReturnType<typeof readManagersOf>>
type Hours = Parameters<typeof calendarOf>[1]

const holderOf = ({ clock, offered, owner, ae }: DueClock) => {
  const holder = clock === 'accept' ? offered : isOfAe(clock) ? ae : owner
  return holder !== null && holder.id !== null && holder.isActive ? { ...holder, id: holder.id } : null
}

/**
 * Who hears of it, and when: a person in the person's own hours, managers of what was gathered until then; of a P1 at
 * once who chose so (domain §6).
 */
export const noticesOf = (ctx: Context, { clock: one, says }: Firing, managers: Managers, at: Date): Notice[] => {
  if (one.isErased || says === null) return []
  const calendar = calendarFor(ctx, one.clock, one)
  const { priority } = one.handoff
  const counted = one.clock === 'accept'
  const about = {
    handoffId: one.handoff.id,
    timerId: one.id,
    at,
    waitedMinutes: counted ? Math.round(businessMinutesBetween(calendar, one.startedAt, at)) : null,
    limitMinutes: counted ? Math.round(businessMinutesBetween(calendar, one.startedAt, one.dueAt)) : null,
  }
  const hoursOf = (person: Hours) => calendarOf(ctx, person, one.queue?.calendar ?? null)
  const holder = holderOf(one)
  const toHolder: Notice[] =
    holder === null || (says === 'managers' && one.clock === 'accept')
      ? []
      : [
          {
            ...about,
            memberId: holder.id,
            kind: says === 'remind' ? 'remind' : 'overdue',
            sendAt: isHeardAlways(holder, priority) ? at : nextOpening(hoursOf(holder), at),
          },
        ]
  if (says === 'remind') return toHolder
  const others = managers(one.handoff.queueId).filter(({ id }) => id !== holder?.id)
  return [
    ...toHolder,
    ...others.map((person) => ({
      ...about,
      memberId: person.id,
      kind: 'managers' as const,
      sendAt: isHeardAlways(person, priority) ? at : gatheredBy(hoursOf(person), at),
    })),
  ]
}

type Reminded = { lane: string; clock: DueClock }

const ofOne = ({ lane, clock: { id, handoff, queue, dueAt } }: Reminded, at: Date) => {
  const values = { queue: queue?.title ?? say('word.somebody'), due: atTime(dueAt) }
  const left = span(dueAt.getTime() - at.getTime())
  const text = say('notice.queue', { ...values, number: `#${handoff.number}`, left })
  const payload = { kind: 'thread', handoff: handoff.id, text }
  return { lane, dedupeKey: `accept:remind:${id}:${lane}`, payload, handoffId: handoff.id }
}

/** Several at once, as at an opening, are one message in the place, so that nobody reads a thread for each. */
const ofMany = (all: readonly Reminded[], first: Reminded) => {
  const { lane, clock } = first
  const values = { count: all.length, queue: clock.queue?.title ?? say('word.somebody'), due: atTime(clock.dueAt) }
  const payload = { kind: 'tell', text: say('notice.queueMany', values), show: null }
  return { lane, dedupeKey: `accept:remind:${clock.id}:${lane}`, payload }
}

/** In a queue where whoever taps first wins, all of it are reminded: in the thread of the card (domain §6). */
export const remindQueues = async (ctx: Context, tx: Db, firings: readonly Firing[], at: Date) => {
  const asked = firings
    .filter(
      ({ clock, says }) => clock.clock === 'accept' && says === 'remind' && clock.offered === null && !clock.isErased,
    )
    .map(({ clock }) => clock)
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  if (asked.length === 0) return
  const queueIds = [...new Set(asked.flatMap(({ handoff }) => handoff.queueId ?? []))]
  const there = await tx
    .select({ id: places.id, queueId: places.queueId })
    .from(places)
    .where(inArray(places.queueId, queueIds))
  const reminded = asked.flatMap((clock): Reminded[] =>
    there.filter(({ queueId }) => queueId === clock.handoff.queueId).map(({ id: lane }) => ({ lane, clock })),
  )
  const tells = [...Map.groupBy(reminded, ({ lane }) => lane).values()].flatMap((all) => {
    const [first, ...more] = all
    if (!first) return []
    return [more.length === 0 ? ofOne(first, at) : ofMany(all, first)]
  })
  await queueMessages(tx, ctx.tenantId, tells)
}
