import type { Act } from '../../../api.ts'
import { clientError, finish } from '../../delivery.ts'
import { invokeOf } from '../activity.ts'
import type { Ctx } from '../ctx.ts'
import { findMessage, rootOf } from '../messages.ts'
import { notice, obeyTask } from '../obey.ts'
import { hasApp } from '../places.ts'
import { perform } from '../requests.ts'
import type { FakePerson } from '../state.ts'
import { messagePayload } from './message-payload.ts'
import { placeOf } from './scene.ts'

/** A person starts a command of the message extension: at a message, or from where they write. */
export const startExtension = async (
  ctx: Ctx,
  person: FakePerson,
  asked: { command: string; conversation: string; message?: string },
): Promise<Act> => {
  const conversation = placeOf(ctx, person, asked.conversation)
  if (typeof conversation === 'string') return clientError(conversation)
  const from = asked.message === undefined ? 'compose' : 'message'
  const command = ctx.options.extensions.find(({ id }) => id === asked.command)
  if (!command?.at.includes(from)) return clientError(`there is no ${asked.command} at a ${from}`)
  if (!person.hasApp && !hasApp(ctx, conversation)) return clientError(`${person.name} has no such app here`)
  const message = asked.message === undefined ? null : findMessage(ctx, conversation.id, asked.message)
  if (asked.message !== undefined && !message) return clientError(`there is no message ${asked.message}`)
  notice(ctx, person, null)
  const value = {
    commandId: command.id,
    commandContext: from,
    context: { theme: 'default' },
    ...(message ? { messagePayload: messagePayload(ctx, message) } : {}),
  }
  const at = { conversation, rootId: message && rootOf(message), replyToId: null }
  const where = 'composeExtension/fetchTask'
  const done = await perform(ctx, where, () => [invokeOf(ctx, person, at, where, value)])
  const origin = { from: 'extension' as const, conversation: conversation.id, message: message?.id ?? null }
  obeyTask(ctx, person, { ...origin, command: command.id }, done, { where, opens: true })
  return finish(ctx, done)
}
