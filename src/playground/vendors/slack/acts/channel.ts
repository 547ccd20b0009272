import type { Act, ChannelChange, Json } from '../../../api.ts'
import { clientError, finish, perform, unheard } from '../../delivery.ts'
import { type Ctx, stampOf } from '../ctx.ts'
import { addMessage } from '../messages.ts'
import { eventEnvelope } from '../payloads.ts'
import { isIn, userOf } from '../places.ts'
import { eventRequest } from '../requests.ts'
import type { FakeChannel } from '../state.ts'

const happened = (ctx: Ctx, user: string, channel: FakeChannel, does: ChannelChange): Json => {
  const event_ts = stampOf(ctx)
  const kind = channel.isPrivate ? 'group' : 'channel'
  if (does === 'invite')
    return {
      type: 'member_joined_channel',
      user: ctx.options.botUserId,
      channel: channel.id,
      channel_type: channel.isPrivate ? 'G' : 'C',
      team: ctx.options.team.id,
      inviter: user,
      event_ts,
    }
  // Who was removed hears nothing from inside any more, and is told so by an event of its own.
  if (does === 'remove') return { type: `${kind}_left`, channel: channel.id, actor_id: user, event_ts }
  return { type: `${kind}_${does}`, channel: channel.id, user, event_ts }
}

/** The line that Slack itself writes into the channel. */
const write = (ctx: Ctx, user: string, channel: FakeChannel, does: ChannelChange) => {
  const bot = `<@${ctx.options.botUserId}>`
  const [subtype, text] = {
    archive: ['channel_archive', 'archived the channel'],
    unarchive: ['channel_unarchive', 'unarchived the channel'],
    invite: ['bot_add', `added ${bot} to the channel`],
    remove: ['bot_remove', `removed ${bot} from the channel`],
  }[does]
  const where = { channel: channel.id, userId: user, threadTs: null, audience: null, cause: null }
  addMessage(ctx, where, { method: does, args: { text }, at: ctx.now() }, subtype)
}

/** A person archives a channel or takes it back, invites the app to it or removes it: the app hears of it as Slack tells it. */
export const changeChannel = async (ctx: Ctx, user: string, channelId: string, does: ChannelChange): Promise<Act> => {
  const person = userOf(ctx, user)
  const channel = ctx.state.channels[channelId]
  if (!channel || channel.kind === 'im' || !isIn(ctx, channel, user))
    return clientError(`${user} is not in ${channelId}`)
  if (person.teamId !== ctx.options.team.id || person.isRestricted)
    return clientError('Only members of this organisation change a channel.')
  const isOfArchive = does === 'archive' || does === 'unarchive'
  if (!isOfArchive && channel.isArchived) return clientError(`${channelId} is archived`)
  const { isArchived, hasBot: wasIn } = channel
  if (isOfArchive) channel.isArchived = does === 'archive'
  else channel.hasBot = does === 'invite'
  if (channel.isArchived === isArchived && channel.hasBot === wasIn) return unheard(ctx)
  write(ctx, user, channel, does)
  // From outside the app hears nothing; that it was removed, it does hear.
  if (!wasIn && !channel.hasBot) return unheard(ctx)
  const envelope = eventEnvelope(ctx, happened(ctx, user, channel, does))
  return finish(ctx, await perform(ctx, does, () => [eventRequest(ctx, does, envelope)]))
}
