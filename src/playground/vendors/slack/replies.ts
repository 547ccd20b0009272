import type { Json } from '../../api.ts'
import type { Ctx } from './ctx.ts'
import { addMessage, changeMessage, findMessage, removeMessage } from './messages.ts'
import type { ResponseUrl } from './state.ts'
import { type Refusal, refuseMessage } from './validate/message.ts'

type Reply = Pick<ResponseUrl, 'channel' | 'user' | 'threadTs' | 'cause' | 'ts'>

/**
 * Does what the body of a command's answer or of a response URL asks: a new message (for the person alone unless `in_channel`),
 * or a change to the message it came from.
 */
export const reply = (ctx: Ctx, to: Reply, method: string, args: Json): Refusal | null => {
  const original = to.ts === null ? null : findMessage(ctx, to.channel, to.ts)
  const sent = { method, args, at: ctx.now() }
  if (args.delete_original === true) {
    if (original) removeMessage(ctx, original)
    return null
  }
  const refusal = refuseMessage(args)
  if (refusal) return refusal
  if (args.replace_original === true && original) {
    changeMessage(ctx, original, sent, to.cause)
    return null
  }
  const audience = args.response_type === 'in_channel' ? null : to.user
  const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : to.threadTs
  const where = { channel: to.channel, userId: ctx.options.botUserId, threadTs, audience, cause: to.cause }
  addMessage(ctx, where, sent)
  return null
}
