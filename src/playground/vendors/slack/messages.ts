import type { Json, Sent } from '../../api.ts'
import { isJson, objectsOf, textOf } from '../json.ts'
import { type Ctx, nextTs } from './ctx.ts'
import { withIds } from './inputs.ts'
import { limits } from './limits.ts'
import { mentionsOf } from './mentions.ts'
import type { StoredMessage } from './state.ts'

/** The blocks of a call, with the ids that Slack gives to blocks without one; null when there are none. */
const blocksOf = (ctx: Ctx, args: Json) => {
  const blocks = objectsOf(args.blocks)
  return blocks.length > 0 ? withIds(ctx, blocks) : null
}

const content = (ctx: Ctx, args: Json) => {
  const blocks = blocksOf(ctx, args)
  const text = textOf(args.text).slice(0, limits.message.text)
  return { text, blocks, mentions: mentionsOf(text, blocks), metadata: isJson(args.metadata) ? args.metadata : null }
}

/** Puts a message into a conversation. */
export const addMessage = (
  ctx: Ctx,
  where: { channel: string; userId: string; threadTs: string | null; audience: string | null; cause: string | null },
  sent: Sent,
  subtype: string | null = null,
): StoredMessage => {
  const message: StoredMessage = {
    ts: nextTs(ctx),
    ...where,
    ...content(ctx, sent.args),
    subtype,
    ephemeral: where.audience !== null,
    edited: false,
    sent,
  }
  const list = ctx.state.messages[where.channel] ?? []
  list.push(message)
  ctx.state.messages[where.channel] = list
  ctx.changed()
  return message
}

/** Replaces what a message says; without blocks in the call the old blocks are gone, as on Slack. */
export const changeMessage = (ctx: Ctx, message: StoredMessage, sent: Sent, cause: string | null): void => {
  const { metadata, ...rest } = content(ctx, sent.args)
  Object.assign(message, rest, { edited: true, sent, cause, metadata: metadata ?? message.metadata })
  ctx.changed()
}

/** Takes a message away. */
export const removeMessage = (ctx: Ctx, message: StoredMessage): void => {
  ctx.state.messages[message.channel] = (ctx.state.messages[message.channel] ?? []).filter((each) => each !== message)
  ctx.changed()
}

/** Finds a message by its timestamp. */
export const findMessage = (ctx: Ctx, channel: string, ts: string): StoredMessage | null =>
  ctx.state.messages[channel]?.find((each) => each.ts === ts) ?? null

/** A message as the Web API and the payloads show it. */
export const messageJson = (ctx: Ctx, message: StoredMessage, withMetadata = false): Json => ({
  type: 'message',
  ...(message.subtype ? { subtype: message.subtype } : {}),
  user: message.userId,
  ...(message.userId === ctx.options.botUserId
    ? { bot_id: botId(ctx), app_id: ctx.options.appId }
    : { client_msg_id: `${message.ts}-${message.userId}` }),
  text: message.text,
  team: ctx.options.team.id,
  ts: message.ts,
  ...(message.blocks ? { blocks: message.blocks } : {}),
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(message.edited ? { edited: { user: message.userId, ts: message.ts } } : {}),
  ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
})

/** The id of the bot, which is not the id of its user. */
export const botId = (ctx: Ctx): string => `B${ctx.options.botUserId.slice(1)}`
