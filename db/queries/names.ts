import { eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queues } from '../schema/index.ts'

/** What to call the keys that history and routing hold: queues by key, members by id. */
export const readNames = async (db: Db, tenantId: string) => {
  const [known, people] = await Promise.all([
    db.select({ key: queues.key, title: queues.title }).from(queues).where(eq(queues.tenantId, tenantId)),
    db.select({ id: members.id, name: members.name }).from(members).where(eq(members.tenantId, tenantId)),
  ])
  return {
    queues: new Map(known.map(({ key, title }) => [key, title])),
    members: new Map(people.map(({ id, name }) => [id, name])),
  }
}
