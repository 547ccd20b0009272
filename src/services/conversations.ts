import { eq } from 'drizzle-orm'
import type { Conversation } from '../../db/queries/conversations.ts'
import { conversations } from '../../db/schema/index.ts'
import type { Context } from './context.ts'

export type Heard = Omit<Conversation, 'tenantId' | 'heardAt'>

/** Everything on Teams is reached at another address from here on: where a playground has another port. */
export const moveConversations = async (ctx: Context, serviceUrl: string): Promise<void> => {
  await ctx.db.update(conversations).set({ serviceUrl }).where(eq(conversations.tenantId, ctx.tenantId))
}

/** Keeps where a conversation on Teams is reached; what a request did not tell stays as it was told before. */
export const noteConversation = async (ctx: Context, heard: Heard): Promise<void> => {
  const told = Object.fromEntries(Object.entries(heard).filter(([, value]) => value !== null))
  const heardAt = ctx.now()
  await ctx.db
    .insert(conversations)
    .values({ ...heard, tenantId: ctx.tenantId, heardAt })
    .onConflictDoUpdate({ target: [conversations.tenantId, conversations.id], set: { ...told, heardAt } })
}
