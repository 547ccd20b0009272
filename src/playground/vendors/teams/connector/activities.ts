import type { Json } from '../../../api.ts'
import { botId, type Ctx, nextMessageId, sentNow } from '../ctx.ts'
import { addMessage, changeMessage, findMessage, isOfBot, removeMessage } from '../messages.ts'
import type { StoredMessage } from '../state.ts'
import { type Answer, type ConnectorCall, no, type Route, yes } from './answer.ts'
import { contentOf, isContent } from './content.ts'
import { isTarget, type Target, targetOf } from './places.ts'

const nameOf = ({ method, path }: ConnectorCall) => `${method} /${path.join('/')}`

/** Puts a message of the app into a conversation; in a channel without a thread it is the root of a new one. */
export const post = (ctx: Ctx, target: Target, activity: Json, call: ConnectorCall): StoredMessage | Answer => {
  const content = contentOf(ctx, activity, true)
  if (!isContent(content)) return content
  const { conversation, rootId } = target
  const where = { conversation: conversation.id, from: botId(ctx), rootId, cause: call.cause }
  return addMessage(ctx, where, content, sentNow(ctx, nameOf(call), activity))
}

export const isMessage = (value: StoredMessage | Answer): value is StoredMessage => 'views' in value

const create = (ctx: Ctx, call: ConnectorCall, id: string): Answer => {
  const target = targetOf(ctx, id)
  if (!isTarget(target)) return target
  if (call.body.type === 'typing') return yes(201, { id: nextMessageId(ctx) })
  const message = post(ctx, target, call.body, call)
  return isMessage(message) ? yes(201, { id: message.id }) : message
}

/** Does something with a message of the app's own. */
const withOwn = (ctx: Ctx, id: string, activityId: string, act: (message: StoredMessage) => Answer): Answer => {
  const target = targetOf(ctx, id)
  if (!isTarget(target)) return target
  const message = findMessage(ctx, target.conversation.id, activityId)
  if (!message) return no(404, 'ActivityNotFoundInConversation', 'The activity is not in the conversation.')
  if (!isOfBot(ctx, message)) return no(403, 'ForbiddenOperationException', 'The message is of somebody else.')
  return act(message)
}

const update = (ctx: Ctx, call: ConnectorCall, id: string, activityId: string): Answer =>
  withOwn(ctx, id, activityId, (message) => {
    const content = contentOf(ctx, call.body, false)
    if (!isContent(content)) return content
    changeMessage(ctx, message, content, sentNow(ctx, nameOf(call), call.body), call.cause)
    return yes(200, { id: message.id })
  })

/** `v3/conversations/{id}/activities[/{activityId}]` */
export const activities: Route = (ctx, call) => {
  const [version, kind, id = '', list, activityId, ...rest] = call.path
  if (version !== 'v3' || kind !== 'conversations' || list !== 'activities' || rest.length > 0) return null
  if (call.method === 'POST') return create(ctx, call, id)
  if (activityId === undefined) return null
  if (call.method === 'PUT') return update(ctx, call, id, activityId)
  if (call.method !== 'DELETE') return null
  return withOwn(ctx, id, activityId, (message) => {
    removeMessage(ctx, message)
    return yes(200, null)
  })
}
