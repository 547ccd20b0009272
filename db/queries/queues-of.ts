import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { queuePeople, queues } from '../schema/index.ts'

/** The queues that somebody stands in, and as what; by their titles. */
export const readQueuesOf = (db: Db, tenantId: string, memberId: string) =>
  db
    .select({ id: queues.id, key: queues.key, title: queues.title, part: queuePeople.part })
    .from(queuePeople)
    .innerJoin(queues, eq(queues.id, queuePeople.queueId))
    .where(and(eq(queues.tenantId, tenantId), eq(queuePeople.memberId, memberId)))
    .orderBy(asc(queues.title))
