import { and, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, history, members, notices, timers } from '../schema/index.ts'

/** What a line of acceptance started, whom it is told and in whose hours; null where the store holds no such thing. */
export const readAcceptance = async (db: Db, line: string, memberId: string) => {
  const [row] = await db
    .select({
      handoffId: history.handoffId,
      timerId: timers.id,
      zone: members.zone,
      hours: members.hours,
      p1Always: members.p1Always,
      priority: handoffs.priority,
      /** What was settled of it by an earlier attempt. */
      known: { at: notices.at, sentAt: notices.sentAt },
    })
    .from(history)
    .innerJoin(handoffs, eq(handoffs.id, history.handoffId))
    .innerJoin(members, eq(members.id, memberId))
    .innerJoin(
      timers,
      and(
        eq(timers.handoffId, history.handoffId),
        eq(timers.startedBy, history.id),
        inArray(timers.clock, ['first_touch', 'undone:first_touch']),
      ),
    )
    .leftJoin(
      notices,
      and(eq(notices.timerId, timers.id), eq(notices.memberId, memberId), eq(notices.kind, 'accepted')),
    )
    .where(eq(history.id, line))
  return row ?? null
}

/** When the hour of each acceptance is over that somebody was told of at once in an hour that is not over. */
export const readHourOf = async (db: Db, memberId: string, at: Date): Promise<Date[]> => {
  const rows = await db
    .select({ sendAt: notices.sendAt })
    .from(notices)
    .where(
      and(
        eq(notices.memberId, memberId),
        eq(notices.kind, 'accepted'),
        isNotNull(notices.sentAt),
        gt(notices.sendAt, at),
      ),
    )
  return rows.map(({ sendAt }) => sendAt)
}
