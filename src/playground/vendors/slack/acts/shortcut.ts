import type { Act, Json } from '../../../api.ts'
import { clientError, finish, perform } from '../../delivery.ts'
import { type Ctx, stampOf } from '../ctx.ts'
import { findMessage, messageJson } from '../messages.ts'
import { channelJson, interaction, newResponseUrl, newTrigger } from '../payloads.ts'
import { isIn, userOf } from '../places.ts'
import { interactionRequest } from '../requests.ts'

const shared = (ctx: Ctx, type: string, user: string, callbackId: string, cause: string): Json => ({
  ...interaction(ctx, type, user),
  callback_id: callbackId,
  trigger_id: newTrigger(ctx, user, cause),
  action_ts: stampOf(ctx),
})

/** A person starts a global shortcut: it stands nowhere, so nothing names a conversation and no response URL comes along. */
export const globalShortcut = async (ctx: Ctx, user: string, callbackId: string): Promise<Act> => {
  userOf(ctx, user)
  const make = (cause: string) => [
    interactionRequest(ctx, 'shortcut', shared(ctx, 'shortcut', user, callbackId, cause)),
  ]
  return finish(ctx, await perform(ctx, 'shortcut', make))
}

/** A person chooses a shortcut under More of a message; Slack offers none at a message that one person alone sees. */
export const messageShortcut = async (
  ctx: Ctx,
  user: string,
  callbackId: string,
  at: { channel: string; ts: string },
): Promise<Act> => {
  userOf(ctx, user)
  const channel = ctx.state.channels[at.channel]
  if (!channel || !isIn(ctx, channel, user)) return clientError(`${user} is not in ${at.channel}`)
  const message = findMessage(ctx, at.channel, at.ts)
  if (!message || message.ephemeral) return clientError(`${user} can choose nothing at ${at.ts}`)
  const { threadTs } = message
  const make = (cause: string) => [
    interactionRequest(ctx, 'shortcut', {
      ...shared(ctx, 'message_action', user, callbackId, cause),
      channel: channelJson(channel),
      message_ts: at.ts,
      message: messageJson(ctx, message),
      response_url: newResponseUrl(ctx, 'actions', { channel: channel.id, user, ts: at.ts, threadTs, cause }),
    }),
  ]
  return finish(ctx, await perform(ctx, 'shortcut', make))
}
