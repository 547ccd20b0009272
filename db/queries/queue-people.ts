import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queuePeople } from '../schema/index.ts'

/** The active people of a queue in their order, by what they are in it. */
export const readQueuePeople = (db: Db, queueId: string, part: 'member' | 'manager' | 'ae') =>
  db
    .select({ id: members.id, name: members.name, awayUntil: members.awayUntil, aeTurnAt: members.aeTurnAt })
    .from(queuePeople)
    .innerJoin(members, eq(members.id, queuePeople.memberId))
    .where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.part, part), eq(members.isActive, true)))
    .orderBy(asc(queuePeople.position))
