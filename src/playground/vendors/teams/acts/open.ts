import type { Act } from '../../../api.ts'
import { clientError, type Done, finish, unheard } from '../../delivery.ts'
import { isJson, jsonOf } from '../../json.ts'
import { invokeOf } from '../activity.ts'
import type { Ctx } from '../ctx.ts'
import { cardFor, rootOf } from '../messages.ts'
import { obeyAction } from '../obey.ts'
import { hasApp } from '../places.ts'
import { perform } from '../requests.ts'
import { markRead } from '../see.ts'
import type { FakeConversation, FakePerson, StoredMessage } from '../state.ts'
import { placeOf } from './scene.ts'

const refreshFor = (message: StoredMessage, person: FakePerson) => {
  const card = cardFor(message, person)
  const refresh = card && isJson(card.refresh) ? card.refresh : null
  const { userIds } = refresh ?? {}
  return refresh && (userIds === undefined || (Array.isArray(userIds) && userIds.includes(person.id)))
    ? jsonOf(refresh.action)
    : null
}

const refresh = async (
  ctx: Ctx,
  person: FakePerson,
  conversation: FakeConversation,
  message: StoredMessage,
): Promise<Done | null> => {
  const action = refreshFor(message, person)
  if (!action) return null
  const { type, id, title, verb, data = {} } = action
  const named = { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) }
  const value = { action: { type, ...named, verb, data }, trigger: 'automatic' }
  const at = { conversation, rootId: rootOf(message), replyToId: message.id }
  const done = await perform(ctx, 'refresh', () => [invokeOf(ctx, person, at, 'adaptiveCard/action', value)])
  obeyAction(ctx, person, message, done, 'refresh')
  return done
}

/** A person looks at a conversation: it is read, and each card with a refresh for them is asked for anew. */
export const open = async (ctx: Ctx, person: FakePerson, place: string): Promise<Act> => {
  const conversation = placeOf(ctx, person, place)
  if (typeof conversation === 'string') return clientError(conversation)
  markRead(ctx, person, conversation.id)
  if (!hasApp(ctx, conversation)) return unheard(ctx)
  const messages = ctx.state.messages[conversation.id] ?? []
  const all = await Promise.all(messages.map((message) => refresh(ctx, person, conversation, message)))
  const done = all.filter((each) => each !== null)
  const worst = done.find((each) => each.error !== null) ?? done[0]
  return worst ? finish(ctx, worst) : unheard(ctx)
}
