import type { Json } from '../../../api.ts'
import { textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { limits } from '../limits.ts'
import { addMessage, changeMessage, findMessage, messageJson, removeMessage } from '../messages.ts'
import { findUser, isIn, openDm, teamDomain, visibleChannel } from '../places.ts'
import type { FakeChannel, StoredMessage } from '../state.ts'
import { refuseMessage } from '../validate/message.ts'
import { type Answer, type Method, type MethodCall, no, refused, yes } from './answer.ts'

/** Where a post goes: a conversation of the bot, or a person, whose direct conversation opens by itself. */
const target = (ctx: Ctx, id: string): FakeChannel | Answer => {
  const user = findUser(ctx, id)
  if (user) return user.deleted || user.isBot ? no('channel_not_found') : openDm(ctx, id)
  const channel = visibleChannel(ctx, id)
  if (!channel) return no('channel_not_found')
  if (channel.isArchived) return no('is_archived')
  return channel.hasBot ? channel : no('not_in_channel')
}

const isAnswer = (value: FakeChannel | StoredMessage | Answer): value is Answer => 'ok' in value

const threadOf = (ctx: Ctx, channel: FakeChannel, args: Json): string | null | Answer => {
  const ts = textOf(args.thread_ts)
  if (ts === '') return null
  const parent = findMessage(ctx, channel.id, ts)
  if (!parent || parent.ephemeral) return no('thread_not_found')
  return parent.threadTs ?? parent.ts
}

const cutWarning = (args: Json): Json =>
  textOf(args.text).length > limits.message.text ? { warning: 'message_truncated' } : {}

const place = (
  ctx: Ctx,
  args: Json,
  audience: string | null,
  { method, cause }: MethodCall,
): StoredMessage | Answer => {
  const channel = target(ctx, textOf(args.channel))
  if (isAnswer(channel)) return channel
  if (audience !== null && (!findUser(ctx, audience) || !isIn(ctx, channel, audience))) return no('user_not_in_channel')
  const refusal = refuseMessage(args)
  if (refusal) return refused(refusal)
  const threadTs = threadOf(ctx, channel, args)
  if (threadTs !== null && typeof threadTs !== 'string') return threadTs
  const where = { channel: channel.id, userId: ctx.options.botUserId, threadTs, audience, cause }
  return addMessage(ctx, where, { method, args, at: ctx.now() })
}

const post: Method = (ctx, args, call) => {
  const message = place(ctx, args, null, call)
  if (isAnswer(message)) return message
  const { channel, ts } = message
  return yes({ channel, ts, message: messageJson(ctx, message, true), ...cutWarning(args) })
}

const postEphemeral: Method = (ctx, args, call) => {
  const message = place(ctx, args, textOf(args.user), call)
  return isAnswer(message) ? message : yes({ message_ts: message.ts })
}

/** Does something with a message of the bot's own; ephemeral ones have no timestamp that Slack would know later. */
const withOwn = (ctx: Ctx, args: Json, refusal: string, act: (message: StoredMessage) => Answer): Answer => {
  const channel = target(ctx, textOf(args.channel))
  if (isAnswer(channel)) return channel
  const message = findMessage(ctx, channel.id, textOf(args.ts))
  if (!message || message.ephemeral) return no('message_not_found')
  return message.userId === ctx.options.botUserId ? act(message) : no(refusal)
}

const update: Method = (ctx, args, { method, cause }) =>
  withOwn(ctx, args, 'cant_update_message', (message) => {
    const refusal = refuseMessage(args)
    if (refusal) return refused(refusal)
    changeMessage(ctx, message, { method, args, at: ctx.now() }, cause)
    const { channel, ts, text } = message
    return yes({ channel, ts, text, message: messageJson(ctx, message, true), ...cutWarning(args) })
  })

const remove: Method = (ctx, args) =>
  withOwn(ctx, args, 'cant_delete_message', (message) => {
    removeMessage(ctx, message)
    return yes({ channel: message.channel, ts: message.ts })
  })

const permalink: Method = (ctx, args) => {
  const channel = visibleChannel(ctx, textOf(args.channel))
  if (!channel) return no('channel_not_found')
  const message = findMessage(ctx, channel.id, textOf(args.message_ts))
  if (!message || message.ephemeral) return no('message_not_found')
  const url = `https://${teamDomain(ctx)}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
  return yes({ channel: channel.id, permalink: message.threadTs ? `${url}?thread_ts=${message.threadTs}` : url })
}

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': post,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': permalink,
}
