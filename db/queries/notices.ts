import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, leads, notices, queues, timers } from '../schema/index.ts'

/** What a notice is of; null when there is none. */
export const readNotice = async (db: Db, id: string) => {
  const [row] = await db.select().from(notices).where(eq(notices.id, id))
  return row ?? null
}

/** What of these notices is still true: their clocks run on. The earliest due first. */
export const readNotices = (db: Db, ids: string[]) =>
  db
    .select({
      kind: notices.kind,
      clock: timers.clock,
      dueAt: timers.dueAt,
      number: handoffs.number,
      stage: handoffs.stage,
      priority: handoffs.priority,
      queue: queues.title,
      name: leads.name,
      company: leads.company,
    })
    .from(notices)
    .innerJoin(timers, eq(timers.id, notices.timerId))
    .innerJoin(handoffs, eq(handoffs.id, notices.handoffId))
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .where(and(inArray(notices.id, ids), isNull(timers.stoppedAt), isNull(leads.erasedAt)))
    .orderBy(asc(timers.dueAt), asc(handoffs.number))

export type NoticeRow = Awaited<ReturnType<typeof readNotices>>[number]
