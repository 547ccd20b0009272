import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, ne, notLike, or } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, history, leads, members, notices, queues, timers } from '../schema/index.ts'

/** The line of the acceptance that a notice is of, as long as that stands. */
const acceptance = and(
  eq(notices.kind, 'accepted'),
  eq(history.id, timers.startedBy),
  notLike(timers.clock, 'undone:%'),
)

/** What a notice is of, and whose acceptance it is where that stands; null when there is none. */
export const readNotice = async (db: Db, id: string) => {
  const [row] = await db
    .select({ ...getTableColumns(notices), by: members.name })
    .from(notices)
    .innerJoin(timers, eq(timers.id, notices.timerId))
    .leftJoin(history, acceptance)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(eq(notices.id, id))
  return row ?? null
}

/** What of these notices is still true: their clocks run on, or what was accepted is. The earliest due first. */
export const readNotices = (db: Db, ids: string[]) =>
  db
    .select({
      kind: notices.kind,
      clock: timers.clock,
      startedAt: timers.startedAt,
      dueAt: timers.dueAt,
      number: handoffs.number,
      stage: handoffs.stage,
      priority: handoffs.priority,
      queue: queues.title,
      name: leads.name,
      company: leads.company,
      by: members.name,
      acceptedAt: history.at,
    })
    .from(notices)
    .innerJoin(timers, eq(timers.id, notices.timerId))
    .innerJoin(handoffs, eq(handoffs.id, notices.handoffId))
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(history, acceptance)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(
      and(
        inArray(notices.id, ids),
        or(isNotNull(history.id), and(ne(notices.kind, 'accepted'), isNull(timers.stoppedAt))),
        isNull(leads.erasedAt),
      ),
    )
    .orderBy(asc(timers.dueAt), asc(handoffs.number))

export type NoticeRow = Awaited<ReturnType<typeof readNotices>>[number]
