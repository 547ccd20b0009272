import { asc, eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { queues } from '../schema/index.ts'

/** All queues of an organisation, by title. */
export const readQueues = (db: Db, tenantId: string) =>
  db.select().from(queues).where(eq(queues.tenantId, tenantId)).orderBy(asc(queues.title))
