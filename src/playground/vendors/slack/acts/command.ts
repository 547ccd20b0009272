import type { Act } from '../../../api.ts'
import { clientError, finish, perform } from '../../delivery.ts'
import { isJson } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { asSent } from '../mentions.ts'
import { commandForm } from '../payloads.ts'
import { isIn, userOf } from '../places.ts'
import { reply } from '../replies.ts'
import { formRequest } from '../requests.ts'

/** A person types the slash command in a conversation: `text` is what stands behind it. */
export const command = async (
  ctx: Ctx,
  user: string,
  channelId: string,
  text: string,
  opts: { command?: string } = {},
): Promise<Act> => {
  userOf(ctx, user)
  const channel = ctx.state.channels[channelId]
  if (!channel || !isIn(ctx, channel, user)) return clientError(`${user} is not in ${channelId}`)
  if (channel.isArchived) return clientError(`${channelId} is archived`)
  const done = await perform(ctx, 'command', (cause) => {
    const typed = { user, channel, command: opts.command ?? ctx.options.command, text: asSent(ctx, text, true), cause }
    return [formRequest(ctx, 'command', commandForm(ctx, typed))]
  })
  const { body } = done
  const args = isJson(body) ? body : { text: String(body) }
  if (done.error === null && body !== '' && Object.keys(args).length > 0) {
    const to = { channel: channelId, user, threadTs: null, ts: null, cause: done.cause }
    const refusal = reply(ctx, to, 'command response', args)
    if (refusal) ctx.violate({ where: 'command', ...refusal, args })
  }
  return finish(ctx, done)
}
