import type { Act } from '../../../api.ts'
import { clientError, finish, unheard } from '../../delivery.ts'
import { activityOf, clientInfo } from '../activity.ts'
import { botId, type Ctx, sentNow } from '../ctx.ts'
import { asTyped } from '../mentions.ts'
import { addMessage, findMessage, rootOf } from '../messages.ts'
import { hasApp } from '../places.ts'
import { perform } from '../requests.ts'
import type { FakePerson } from '../state.ts'
import { placeOf } from './scene.ts'

/**
 * A person writes. One to one the app hears all of it, elsewhere what mentions it. A new post in a channel is the root of a
 * thread of its own.
 */
export const say = async (
  ctx: Ctx,
  person: FakePerson,
  { conversation: place, text: typed, rootId }: { conversation: string; text: string; rootId?: string },
): Promise<Act> => {
  const conversation = placeOf(ctx, person, place)
  if (typeof conversation === 'string') return clientError(conversation)
  if (typed.trim() === '') return clientError('there is nothing to send')
  const isHere = hasApp(ctx, conversation)
  if (conversation.kind === 'personal' && !isHere) return clientError(`${person.name} has not installed the app`)
  const parent = rootId === undefined ? null : findMessage(ctx, conversation.id, rootId)
  if (rootId !== undefined && (!parent || conversation.kind !== 'channel'))
    return clientError(`there is no thread ${rootId} in ${conversation.name}`)
  const { text, html, entities, ids } = asTyped(ctx, typed)
  const message = addMessage(
    ctx,
    { conversation: conversation.id, from: person.id, rootId: parent && rootOf(parent), cause: null },
    { text: typed, card: null, summary: typed, mentions: ids },
    sentNow(ctx, 'say', { text: typed }),
  )
  const isHeard = isHere && (conversation.kind === 'personal' || ids.includes(botId(ctx)))
  if (!isHeard) return unheard(ctx)
  const activity = activityOf(ctx, person, conversation, rootOf(message), {
    type: 'message',
    id: message.id,
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: html }],
    entities: [...entities, clientInfo(person)],
  })
  return finish(ctx, await perform(ctx, 'say', () => [activity]))
}
