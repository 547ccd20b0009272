import type { Json } from '../../../api.ts'
import { isJson, jsonOf, objectsOf, textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { findPerson, isForeign, openPersonal, threadId } from '../places.ts'
import { isMessage, post } from './activities.ts'
import { type Answer, badSyntax, type ConnectorCall, no, type Route, yes } from './answer.ts'
import { isTarget, targetOf } from './places.ts'

const forbidden = (message: string) => no(403, 'ForbiddenOperationException', message)

const tenantFaults = (ctx: Ctx, body: Json): string[] => {
  const tenant = textOf(body.tenantId) || textOf(jsonOf(jsonOf(body.channelData).tenant).id)
  if (tenant === '') return ['/tenantId: is required']
  return tenant === ctx.options.tenantId ? [] : ['/tenantId: is another tenant']
}

const oneToOne = (ctx: Ctx, call: ConnectorCall): Answer => {
  const members = objectsOf(call.body.members)
  const faults = [
    ...(members.length === 1 ? [] : ['/members: one member is needed']),
    ...(call.body.isGroup === true ? ['/isGroup: the app makes no groups'] : []),
    ...tenantFaults(ctx, call.body),
  ]
  if (faults.length > 0) return badSyntax(faults)
  const person = findPerson(ctx, textOf(members[0]?.id))
  if (!person) return no(404, 'ConversationNotFound', 'There is nobody with this id.')
  if (isForeign(ctx, person) || !person.hasApp)
    return forbidden('The bot is not installed in the personal scope of the user.')
  const conversation = openPersonal(ctx, person)
  if (!isJson(call.body.activity)) return yes(201, { id: conversation.id })
  const message = post(ctx, { conversation, rootId: null }, call.body.activity, call)
  return isMessage(message) ? yes(201, { id: conversation.id, activityId: message.id }) : message
}

const newThread = (ctx: Ctx, call: ConnectorCall, channel: string): Answer => {
  if (!isJson(call.body.activity)) return badSyntax(['/activity: a thread begins with a message'])
  const target = targetOf(ctx, channel)
  if (!isTarget(target)) return target
  if (target.conversation.kind !== 'channel') return badSyntax(['/channelData/channel/id: is no channel'])
  const message = post(ctx, { ...target, rootId: null }, call.body.activity, call)
  if (!isMessage(message)) return message
  return yes(201, { id: threadId(target.conversation, message.id), activityId: message.id })
}

/** `POST v3/conversations`: the chat with one person, or a new thread in a channel. */
export const conversations: Route = (ctx, call) => {
  if (call.method !== 'POST' || call.path.join('/') !== 'v3/conversations') return null
  const channel = textOf(jsonOf(jsonOf(call.body.channelData).channel).id)
  return channel === '' ? oneToOne(ctx, call) : newThread(ctx, call, channel)
}
