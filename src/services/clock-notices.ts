import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { DueClock } from '../../db/queries/due-clocks.ts'
import type { readManagersOf } from '../../db/queries/queue-people.ts'
import { places } from '../../db/schema/index.ts'
import { gatheredBy } from '../domain/chain.ts'
import { businessMinutesBetween, nextOpening } from '../domain/clock.ts'
import { atTime, say, span } from '../texts/sentence.ts'
import type { Told } from './act.ts'
import type { Firing } from './clock-firing.ts'
import type { Context } from './context.ts'
import { calendarFor, calendarOf } from './due.ts'
import type { Notice } from './notices.ts'
import { queueMessages } from './queue-messages.ts'

type Managers = Awaited<ReturnType<typeof readManagersOf>>
type Hours = Parameters<typeof calendarOf>[1]

const holderOf = ({ clock, offered, owner, ae }: DueClock) => {
  const holder = clock === 'accept' ? offered : clock === 'ae_decision' || clock === 'next_step' ? ae : owner
  return holder !== null && holder.id !== null && holder.isActive ? { ...holder, id: holder.id } : null
}

/** Who hears of it, and when: a person in the person's own hours, managers of what was gathered until then (domain §6). */
export const noticesOf = (ctx: Context, { clock: one, says }: Firing, managers: Managers, at: Date): Notice[] => {
  if (one.isErased || says === null) return []
  const calendar = calendarFor(ctx, one.clock, one)
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
            sendAt: nextOpening(hoursOf(holder), at),
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
      sendAt: gatheredBy(hoursOf(person), at),
    })),
  ]
}

/** In a queue where whoever taps first wins, all of it are reminded: in the thread of the card (domain §6). */
export const remindQueues = async (ctx: Context, tx: Db, firings: readonly Firing[], at: Date) => {
  const asked = firings.filter(
    ({ clock, says }) => clock.clock === 'accept' && says === 'remind' && clock.offered === null && !clock.isErased,
  )
  if (asked.length === 0) return
  const there = await tx
    .select({ id: places.id, queueId: places.queueId })
    .from(places)
    .where(
      inArray(
        places.queueId,
        asked.flatMap(({ clock }) => clock.handoff.queueId ?? []),
      ),
    )
  const tells = asked.flatMap(({ clock: { id, handoff, queue, dueAt, clock } }): (Told & { handoffId: string })[] => {
    const text = say('notice.queue', {
      number: `#${handoff.number}`,
      queue: queue?.title ?? say('word.somebody'),
      due: atTime(dueAt),
      left: span(dueAt.getTime() - at.getTime()),
    })
    return there
      .filter(({ queueId }) => queueId === handoff.queueId)
      .map(({ id: lane }) => ({
        lane,
        dedupeKey: `${clock}:remind:${id}:${lane}`,
        payload: { kind: 'thread', handoff: handoff.id, text },
        handoffId: handoff.id,
      }))
  })
  await queueMessages(tx, ctx.tenantId, tells)
}
