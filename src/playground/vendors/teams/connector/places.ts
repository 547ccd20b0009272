import type { Ctx } from '../ctx.ts'
import { findMessage, rootOf } from '../messages.ts'
import { hasApp, splitId } from '../places.ts'
import type { FakeConversation } from '../state.ts'
import { type Answer, no } from './answer.ts'

/** Where a call goes: a conversation, and the thread that its id names. */
export type Target = { conversation: FakeConversation; rootId: string | null }

export const isTarget = (value: Target | Answer): value is Target => 'conversation' in value

/** Finds the conversation of a call, or says why the app cannot speak there. */
export const targetOf = (ctx: Ctx, id: string): Target | Answer => {
  const { base, root } = splitId(id)
  const conversation = ctx.state.conversations[base]
  if (!conversation || conversation.isDeleted) return no(404, 'ConversationNotFound', 'Conversation not found.')
  if (!hasApp(ctx, conversation))
    return no(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
  if (root === null || conversation.kind !== 'channel') return { conversation, rootId: null }
  const message = findMessage(ctx, base, root)
  return message
    ? { conversation, rootId: rootOf(message) }
    : no(404, 'ConversationNotFound', 'The thread does not exist.')
}
