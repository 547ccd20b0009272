import type { Act, Json } from '../../../api.ts'
import { clientError, finish, perform, unheard } from '../../delivery.ts'
import { type Ctx, stampOf } from '../ctx.ts'
import { asSent } from '../mentions.ts'
import { addMessage, messageJson } from '../messages.ts'
import { eventEnvelope } from '../payloads.ts'
import { isIn, openDm, userOf } from '../places.ts'
import { eventRequest } from '../requests.ts'
import { homeOf, viewJson } from '../views.ts'

/** The organisation that a channel is shared with. */
const otherTeam = 'TPARTNER'

/** A person opens the app's Home tab. */
export const openHome = async (ctx: Ctx, user: string): Promise<Act> => {
  userOf(ctx, user)
  const home = homeOf(ctx, user)
  const event: Json = {
    type: 'app_home_opened',
    user,
    channel: openDm(ctx, user).id,
    tab: 'home',
    event_ts: stampOf(ctx),
    ...(home ? { view: viewJson(ctx, home) } : {}),
  }
  return finish(ctx, await perform(ctx, 'home', () => [eventRequest(ctx, 'home', eventEnvelope(ctx, event))]))
}

const channelTypeOf = (kind: 'channel' | 'im', isPrivate: boolean) => {
  if (kind === 'im') return 'im'
  return isPrivate ? 'group' : 'channel'
}

/** A person writes a message. The product hears of it where the bot is a member, twice when it names the bot. */
export const say = async (
  ctx: Ctx,
  user: string,
  channelId: string,
  typed: string,
  threadTs?: string,
): Promise<Act> => {
  userOf(ctx, user)
  const channel = ctx.state.channels[channelId]
  if (!channel || !isIn(ctx, channel, user)) return clientError(`${user} is not in ${channelId}`)
  if (channel.isArchived) return clientError(`${channelId} is archived`)
  const text = asSent(ctx, typed, false)
  const where = { channel: channelId, userId: user, threadTs: threadTs ?? null, audience: null, cause: null }
  const message = addMessage(ctx, where, { method: 'say', args: { text }, at: ctx.now() })
  ctx.state.read[user] = { ...ctx.state.read[user], [channelId]: message.ts }
  if (!channel.hasBot) return unheard(ctx)
  const said = {
    ...messageJson(ctx, message),
    channel: channelId,
    event_ts: message.ts,
    user_team: userOf(ctx, user).teamId,
  }
  const events: Json[] = [{ ...said, channel_type: channelTypeOf(channel.kind, channel.isPrivate) }]
  if (channel.kind === 'channel' && message.mentions.includes(ctx.options.botUserId))
    events.push({ ...said, type: 'app_mention' })
  const make = () => events.map((event) => eventRequest(ctx, 'say', eventEnvelope(ctx, event)))
  return finish(ctx, await perform(ctx, 'say', make))
}

/** A channel is shared with another organisation, or no more; the product hears of it where the bot is a member. */
export const share = async (ctx: Ctx, channelId: string, isExtShared: boolean): Promise<Act> => {
  const channel = ctx.state.channels[channelId]
  if (!channel) return clientError(`there is no channel ${channelId}`)
  channel.isExtShared = isExtShared
  ctx.changed()
  const event: Json = {
    type: isExtShared ? 'channel_shared' : 'channel_unshared',
    ...(isExtShared
      ? { connected_team_id: otherTeam }
      : { previously_connected_team_id: otherTeam, is_ext_shared: false }),
    channel: channelId,
    event_ts: stampOf(ctx),
  }
  const make = () => (channel.hasBot ? [eventRequest(ctx, 'share', eventEnvelope(ctx, event))] : [])
  return finish(ctx, await perform(ctx, 'share', make))
}
