import type { Conversation } from '../../db/queries/conversations.ts'
import { conversations } from '../../db/schema/index.ts'
import type { Context } from './context.ts'

export type Heard = Omit<Conversation, 'tenantId' | 'heardAt'>

/** Keeps where a conversation on Teams is reached; what a request did not tell stays as it was told before. */
export const noteConversation = async (ctx: Context, heard: Heard): Promise<void> => {
  const told = Object.fromEntries(Object.entries(heard).filter(([, value]) => value !== null))
  const heardAt = ctx.now()
  await ctx.db
    .insert(conversations)
    .values({ ...heard, tenantId: ctx.tenantId, heardAt })
    .onConflictDoUpdate({ target: [conversations.tenantId, conversations.id], set: { ...told, heardAt } })
}
