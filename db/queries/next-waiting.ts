import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { handoffs, leads, queues, timers } from '../schema/index.ts'

const taken = alias(handoffs, 'taken')

/** What waits next in the queue of a hand-off that somebody else took: the one that is due first. */
export const readNextWaiting = async (db: Db, tenantId: string, number: number) => {
  const [row] = await db
    .select({ number: handoffs.number, queue: queues.title, dueAt: timers.dueAt })
    .from(taken)
    .innerJoin(handoffs, and(eq(handoffs.queueId, taken.queueId), eq(handoffs.stage, 'MQL'), ne(handoffs.id, taken.id)))
    .innerJoin(queues, eq(queues.id, handoffs.queueId))
    .innerJoin(leads, and(eq(leads.id, handoffs.leadId), isNull(leads.erasedAt)))
    .leftJoin(timers, and(eq(timers.handoffId, handoffs.id), eq(timers.clock, 'accept'), isNull(timers.stoppedAt)))
    .where(and(eq(taken.tenantId, tenantId), eq(taken.number, number)))
    .orderBy(sql`${timers.dueAt} asc nulls last`)
    .limit(1)
  return row ?? null
}
