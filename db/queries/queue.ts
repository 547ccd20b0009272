import { and, asc, desc, eq, inArray, isNotNull, isNull, notExists, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { handoffs, leads, members, queuePeople, queues, timers } from '../schema/index.ts'

export type Queue = { id: string; key: string; title: string }
export type QueuePerson = { queueId: string; memberId: string; name: string; part: 'member' | 'manager' | 'ae' }

/** Who stands in these queues, in their order. */
export const readPeopleOfQueues = async (db: Db, queueIds: string[]): Promise<QueuePerson[]> =>
  queueIds.length === 0
    ? []
    : db
        .select({
          queueId: queuePeople.queueId,
          memberId: queuePeople.memberId,
          name: members.name,
          part: queuePeople.part,
        })
        .from(queuePeople)
        .innerJoin(members, and(eq(members.id, queuePeople.memberId), eq(members.isActive, true)))
        .where(inArray(queuePeople.queueId, queueIds))
        .orderBy(asc(queuePeople.position))

const isOwnOf = (queueIds: string[]) => inArray(handoffs.queueId, queueIds)

/** Theirs, or offered to them too, to help the queue that did not accept it in time (domain §6). */
const isOfferedTo = (queueIds: string[]) => or(isOwnOf(queueIds), inArray(handoffs.backupQueueId, queueIds))

/** Few leads are forgotten: looking for those costs less than reading the lead of each that waits. */
const isWaiting = (db: Db, where: SQL | undefined) =>
  and(
    where,
    eq(handoffs.stage, 'MQL'),
    notExists(
      db
        .select({ id: leads.id })
        .from(leads)
        .where(and(eq(leads.id, handoffs.leadId), eq(leads.tenantId, handoffs.tenantId), isNotNull(leads.erasedAt))),
    ),
  )

const offered = alias(members, 'offered')

/**
 * What waits for acceptance in these queues, then what waits in others and was offered to these too: the earliest due first,
 * then the longest waiting.
 */
export const readWaiting = async (db: Db, tenantId: string, queueIds: string[], limit: number) => {
  if (queueIds.length === 0) return []
  const isOwn = sql`${isOwnOf(queueIds)}`
  const order = [desc(isOwn), sql`due_at asc nulls last`, asc(handoffs.stageAt), asc(handoffs.number)]
  const first = db
    .select({ id: handoffs.id, due: timers.dueAt })
    .from(handoffs)
    .leftJoin(timers, and(eq(timers.handoffId, handoffs.id), eq(timers.clock, 'accept'), isNull(timers.stoppedAt)))
    .where(isWaiting(db, and(eq(handoffs.tenantId, tenantId), isOfferedTo(queueIds))))
    .orderBy(...order)
    .limit(limit)
    .as('first')
  return db
    .select({
      number: handoffs.number,
      stage: handoffs.stage,
      /** In which of these queues it is listed. */
      queueId: sql<string>`case when ${isOwn} then ${handoffs.queueId} else ${handoffs.backupQueueId} end`,
      /** The queue that it helps, where it is listed in another one. */
      helps: sql<string | null>`case when ${isOwn} then null else ${queues.title} end`,
      name: leads.name,
      company: leads.company,
      priority: handoffs.priority,
      fit: handoffs.fit,
      behaviour: handoffs.behaviour,
      offeredTo: handoffs.offeredTo,
      offered: offered.name,
      since: handoffs.stageAt,
      due: first.due,
    })
    .from(first)
    .innerJoin(handoffs, eq(handoffs.id, first.id))
    .innerJoin(queues, eq(queues.id, handoffs.queueId))
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(offered, eq(offered.id, handoffs.offeredTo))
    .orderBy(...order)
}

export type Waiting = Awaited<ReturnType<typeof readWaiting>>[number]

/** How much `readWaiting` has to list in all. */
export const countWaiting = async (db: Db, tenantId: string, queueIds: string[]): Promise<number> =>
  queueIds.length === 0
    ? 0
    : db.$count(handoffs, isWaiting(db, and(eq(handoffs.tenantId, tenantId), isOfferedTo(queueIds))))

/** How much waits in each of these queues, and since when the oldest; queues where nothing waits are left out. */
export const readWaitingCounts = async (db: Db, queueIds: string[]) => {
  if (queueIds.length === 0) return []
  return db
    .select({
      queueId: queues.id,
      title: queues.title,
      n: sql<number>`count(*)::int`.mapWith(Number),
      since: sql`min(${handoffs.stageAt})`.mapWith(handoffs.stageAt),
    })
    .from(handoffs)
    .innerJoin(queues, eq(queues.id, handoffs.queueId))
    .where(isWaiting(db, isOwnOf(queueIds)))
    .groupBy(queues.id, queues.title)
    .orderBy(sql`count(*) desc`, asc(queues.title))
}

export type WaitingCount = Awaited<ReturnType<typeof readWaitingCounts>>[number]
