import { and, desc, eq, ne } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { conversations, identities } from '../schema/index.ts'

export type Conversation = typeof conversations.$inferSelect

/** A conversation on Teams by its own id; null where nothing was ever heard of it. */
export const readConversation = async (db: Db, tenantId: string, id: string): Promise<Conversation | null> => {
  const [row] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.id, id)))
  return row ?? null
}

/** The personal chat of somebody, by the directory's id; null before there was one. */
export const readPersonal = async (db: Db, tenantId: string, personId: string): Promise<Conversation | null> => {
  const [row] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.personId, personId)))
    .orderBy(desc(conversations.heardAt))
    .limit(1)
  return row ?? null
}

/** The conversation that was last heard of; null before any was. */
export const readNewestConversation = async (db: Db, tenantId: string): Promise<Conversation | null> => {
  const [row] = await db
    .select()
    .from(conversations)
    .where(eq(conversations.tenantId, tenantId))
    .orderBy(desc(conversations.heardAt))
    .limit(1)
  return row ?? null
}

/** The conversations of several people, the one last heard of first. */
export const readShared = (db: Db, tenantId: string): Promise<Conversation[]> =>
  db
    .select()
    .from(conversations)
    .where(and(eq(conversations.tenantId, tenantId), ne(conversations.kind, 'personal')))
    .orderBy(desc(conversations.heardAt))

/** What Teams wants to be written to for somebody, by the directory's id; null where they are not joined there. */
export const readTeamsReach = async (db: Db, tenantId: string, externalId: string): Promise<string | null> => {
  const [row] = await db
    .select({ reach: identities.reach })
    .from(identities)
    .where(
      and(eq(identities.tenantId, tenantId), eq(identities.platform, 'teams'), eq(identities.externalId, externalId)),
    )
  return row?.reach ?? null
}
