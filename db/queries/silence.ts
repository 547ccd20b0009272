import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { meetings, members } from '../schema/index.ts'

/** What a silence on a hand-off waits for: its meetings without an outcome, and until when its owner is away. */
export const readQuiet = async (db: Db, handoffId: string, ownerId: string | null) => {
  const open = await db
    .select({ id: meetings.id, startsAt: meetings.startsAt, minutes: meetings.minutes })
    .from(meetings)
    .where(and(eq(meetings.handoffId, handoffId), eq(meetings.isUndone, false), isNull(meetings.outcome)))
  const [owner] = ownerId
    ? await db.select({ awayUntil: members.awayUntil }).from(members).where(eq(members.id, ownerId))
    : []
  return { open, awayUntil: owner?.awayUntil ?? null }
}
