import type { Json } from '../../../api.ts'
import { textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { messageJson } from '../messages.ts'
import { dmId, findUser, membersOf, openDm, visibleChannel } from '../places.ts'
import type { FakeChannel, StoredMessage } from '../state.ts'
import { type Method, no, page, yes } from './answer.ts'

const conversationJson = (ctx: Ctx, channel: FakeChannel): Json => {
  const isIm = channel.kind === 'im'
  const members = membersOf(ctx, channel)
  return {
    id: channel.id,
    ...(isIm
      ? { user: members[0] }
      : { name: channel.name, name_normalized: channel.name, num_members: members.length }),
    is_channel: !isIm && !channel.isPrivate,
    is_group: !isIm && channel.isPrivate,
    is_im: isIm,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: false,
    is_member: channel.hasBot,
    is_shared: channel.isExtShared === true,
    is_ext_shared: channel.isExtShared === true,
    is_org_shared: false,
    is_pending_ext_shared: channel.isPendingExtShared === true,
    context_team_id: ctx.options.team.id,
    creator: ctx.options.botUserId,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}

const open: Method = (ctx, args) => {
  if (args.channel !== undefined) {
    const channel = visibleChannel(ctx, textOf(args.channel))
    return channel ? yes({ channel: { id: channel.id } }) : no('channel_not_found')
  }
  const ids = textOf(args.users).split(',').filter(Boolean)
  const [id] = ids
  if (!id) return no('users_list_not_supplied')
  if (ids.length > 1) return no('not_enough_users')
  const user = findUser(ctx, id)
  if (!user) return no('user_not_found')
  if (user.deleted) return no('user_disabled')
  if (user.isBot) return no('cannot_dm_bot')
  const alreadyOpen = ctx.state.channels[dmId(id)] !== undefined
  const channel = openDm(ctx, id)
  ctx.changed()
  return yes({ no_op: alreadyOpen, already_open: alreadyOpen, channel: { id: channel.id } })
}

const info: Method = (ctx, args) => {
  const channel = visibleChannel(ctx, textOf(args.channel))
  return channel ? yes({ channel: conversationJson(ctx, channel) }) : no('channel_not_found')
}

const members: Method = (ctx, args) => {
  const channel = visibleChannel(ctx, textOf(args.channel))
  if (!channel) return no('channel_not_found')
  const { items, response_metadata } = page(membersOf(ctx, channel), args, 100)
  return yes({ members: items, response_metadata })
}

const typeOf = (channel: FakeChannel) => {
  if (channel.kind === 'im') return 'im'
  return channel.isPrivate ? 'private_channel' : 'public_channel'
}

const list: Method = (ctx, args) => {
  const types = (textOf(args.types) || 'public_channel').split(',').map((type) => type.trim())
  const shown = Object.values(ctx.state.channels).filter(
    (channel) =>
      types.includes(typeOf(channel)) &&
      visibleChannel(ctx, channel.id) !== null &&
      !(args.exclude_archived === true && channel.isArchived),
  )
  const { items, response_metadata } = page(shown, args, 100)
  return yes({ channels: items.map((channel) => conversationJson(ctx, channel)), response_metadata })
}

/** Which of a conversation's messages are meant; null for a thread that there is not. */
type Pick = (messages: StoredMessage[], args: Json) => StoredMessage[] | null

const reading =
  (pick: Pick): Method =>
  (ctx, args) => {
    const channel = visibleChannel(ctx, textOf(args.channel))
    if (!channel) return no('channel_not_found')
    if (!channel.hasBot) return no('not_in_channel')
    const all = (ctx.state.messages[channel.id] ?? []).filter((message) => message.audience === null)
    const shown = pick(all, args)
    if (shown === null) return no('thread_not_found')
    const { items, response_metadata } = page(shown, args, 100)
    return yes({
      messages: items.map((message) => messageJson(ctx, message, args.include_all_metadata === true)),
      has_more: response_metadata.next_cursor !== '',
      response_metadata,
    })
  }

const rootsOf: Pick = (messages, args) => {
  const oldest = Number(args.oldest) || 0
  const latest = Number(args.latest) || Number.POSITIVE_INFINITY
  const isWithin = (ts: number) => (args.inclusive === true ? ts >= oldest && ts <= latest : ts > oldest && ts < latest)
  return messages.filter(({ ts, threadTs }) => (threadTs ?? ts) === ts && isWithin(Number(ts))).toReversed()
}

const threadOf: Pick = (messages, args) => {
  const root = textOf(args.ts)
  if (!messages.some(({ ts }) => ts === root)) return null
  return messages.filter(({ ts, threadTs }) => ts === root || threadTs === root)
}

export const conversationMethods: Record<string, Method> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.list': list,
  'conversations.history': reading(rootsOf),
  'conversations.replies': reading(threadOf),
}
