import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, meetings, members } from '../schema/index.ts'

/** What a silence on a hand-off waits for: its meetings without an outcome, and until when this owner is away. */
export const readQuiet = async (db: Db, handoffId: string, ownerId: string | null) => {
  const isOpen = and(eq(meetings.handoffId, handoffs.id), eq(meetings.isUndone, false), isNull(meetings.outcome))
  const rows = await db
    .select({
      meeting: { id: meetings.id, startsAt: meetings.startsAt, minutes: meetings.minutes },
      awayUntil: members.awayUntil,
    })
    .from(handoffs)
    .leftJoin(meetings, isOpen)
    .leftJoin(members, sql`${members.id} = ${ownerId}::uuid`)
    .where(eq(handoffs.id, handoffId))
  return { open: rows.flatMap(({ meeting }) => meeting ?? []), awayUntil: rows[0]?.awayUntil ?? null }
}
