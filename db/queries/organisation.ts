import { asc, count, eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, members, queues, tenants } from '../schema/index.ts'

/** The organisation that the file belongs to: the one founded first; null in an empty store. */
export const readOrganisation = async (db: Db) => {
  const [first] = await db.select().from(tenants).orderBy(asc(tenants.createdAt)).limit(1)
  return first ?? null
}

/** How many members and hand-offs there are in the store. */
export const countPeopleAndHandoffs = async (db: Db) => {
  const [people] = await db.select({ n: count() }).from(members)
  const [work] = await db.select({ n: count() }).from(handoffs)
  return { members: people?.n ?? 0, handoffs: work?.n ?? 0 }
}

/** Whether anything was ever handed off in this store. */
export const hasHandoffs = async (db: Db) => {
  const found = await db.select({ id: handoffs.id }).from(handoffs).limit(1)
  return found.length > 0
}

/** Who and which queues are in an organisation, to be compared with its file. */
export const readRoster = async (db: Db, tenantId: string) => ({
  members: await db
    .select({ email: members.email, name: members.name, roles: members.roles, isActive: members.isActive })
    .from(members)
    .where(eq(members.tenantId, tenantId)),
  queues: await db.select({ key: queues.key }).from(queues).where(eq(queues.tenantId, tenantId)),
})
