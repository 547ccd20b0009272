import type { Json, Spot, ViewState } from '../../../api.ts'
import type { Ctx } from '../ctx.ts'
import { stateOf } from '../inputs.ts'
import { findMessage, messageJson } from '../messages.ts'
import { channelJson, newResponseUrl } from '../payloads.ts'
import { isIn } from '../places.ts'
import { noState, type StoredView } from '../state.ts'
import { stackOf, viewJson, viewOf } from '../views.ts'

/** Where a person acts: the blocks that stand there, what is entered in them, and how payloads name the place. */
export type Scene = {
  key: string
  blocks: Json[]
  state: ViewState
  view: StoredView | null
  payload: (cause: string) => Json
}

const messageScene = (
  ctx: Ctx,
  user: string,
  { channel: channelId, ts }: { channel: string; ts: string },
  seen: Json[] | undefined,
): Scene | string => {
  const channel = ctx.state.channels[channelId]
  if (!channel || !isIn(ctx, channel, user)) return `${user} is not in ${channelId}`
  const message = findMessage(ctx, channelId, ts)
  if (!message || (message.audience !== null && message.audience !== user)) return `${user} sees no message ${ts}`
  const blocks = seen ?? message.blocks ?? []
  const { threadTs } = message
  const shown = { ...messageJson(ctx, message, true), blocks }
  return {
    key: `${channelId}/${ts}`,
    blocks,
    state: stateOf(blocks, noState),
    view: null,
    payload: (cause) => ({
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channelId,
        is_ephemeral: message.ephemeral,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      },
      channel: channelJson(channel),
      // Slack does not send the content of a message that only one person sees.
      ...(message.ephemeral ? {} : { message: shown }),
      response_url: newResponseUrl(ctx, 'actions', { channel: channelId, user, ts, threadTs, cause }),
    }),
  }
}

const viewScene = (ctx: Ctx, user: string, id: string): Scene | string => {
  const view = viewOf(ctx, user, id)
  if (!view) return `${user} has no view ${id} open`
  if (view.type === 'modal' && stackOf(ctx, user).at(-1) !== view) return `view ${id} lies under another one`
  return {
    key: view.id,
    blocks: view.blocks,
    state: view.state,
    view,
    payload: () => ({ container: { type: 'view', view_id: view.id }, view: viewJson(ctx, view) }),
  }
}

/** Finds the place of an act, or says why the person does not see it. `seen` are the blocks of a card that is out of date on the screen. */
export const sceneOf = (ctx: Ctx, user: string, spot: Spot, seen?: Json[]): Scene | string =>
  spot.message ? messageScene(ctx, user, spot.message, seen) : viewScene(ctx, user, spot.view)
