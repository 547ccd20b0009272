import type { Channel, Message, UserView, View } from '../../api.ts'
import { tookOf } from '../causes.ts'
import { isJson } from '../json.ts'
import type { Ctx } from './ctx.ts'
import { isIn } from './places.ts'
import type { FakeChannel, StoredMessage, StoredView } from './state.ts'
import { homeOf, stackOf } from './views.ts'

const messageSeen = (ctx: Ctx, message: StoredMessage): Message => {
  const { ts, userId, text, blocks, threadTs, ephemeral, edited, mentions, sent, subtype } = message
  const isBot = userId === ctx.options.botUserId
  const userName = ctx.state.users[userId]?.name ?? userId
  const took = tookOf(ctx, message.cause)
  const isNotice = typeof subtype === 'string'
  return { ts, userId, userName, isBot, text, blocks, threadTs, isNotice, ephemeral, edited, mentions, sent, took }
}

const channelSeen = (ctx: Ctx, user: string, channel: FakeChannel): Channel => {
  const visible = (ctx.state.messages[channel.id] ?? []).filter(
    (message) => message.audience === null || message.audience === user,
  )
  const readTo = Number(ctx.state.read[user]?.[channel.id] ?? 0)
  const { id, kind, isPrivate, isArchived, isExtShared = false, hasBot } = channel
  return {
    id,
    name: kind === 'im' ? (ctx.state.users[ctx.options.botUserId]?.name ?? 'app') : channel.name,
    kind,
    isPrivate,
    isArchived,
    isExtShared,
    hasBot,
    unread: visible.filter((message) => message.userId !== user && Number(message.ts) > readTo).length,
    messages: visible.map((message) => messageSeen(ctx, message)),
  }
}

const viewSeen = (ctx: Ctx, view: StoredView): View => {
  const { id, hash, type, blocks, state, errors, sent, payload } = view
  const part = (key: string) => (isJson(payload[key]) ? payload[key] : null)
  const took = tookOf(ctx, view.cause)
  const [title, submit, close] = [part('title'), part('submit'), part('close')]
  return { id, hash, type, title, blocks, submit, close, state, errors, sent, took }
}

/** All that one person sees now. A copy: later changes do not reach it. */
export const see = (ctx: Ctx, user: string): UserView => {
  const channels = Object.values(ctx.state.channels).filter((channel) => isIn(ctx, channel, user))
  const home = homeOf(ctx, user)
  return structuredClone({
    user,
    rev: ctx.state.rev,
    channels: channels.map((channel) => channelSeen(ctx, user, channel)),
    views: stackOf(ctx, user).map((view) => viewSeen(ctx, view)),
    home: home ? viewSeen(ctx, home) : null,
    violations: ctx.state.violations,
  })
}

/** Notes that a person has read a conversation to its end. */
export const markRead = (ctx: Ctx, user: string, channel: string): void => {
  const last = ctx.state.messages[channel]?.at(-1)
  if (!last || ctx.state.read[user]?.[channel] === last.ts) return
  ctx.state.read[user] = { ...ctx.state.read[user], [channel]: last.ts }
  ctx.changed()
}
