import type { Json } from '../../../api.ts'
import { textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import type { Refusal } from '../validate/message.ts'

/** What a Web API method gives: `ok` and the rest. */
export type Answer = Json & { ok: boolean }
/** What is known of a call: `cause` is the act that it was put down to. */
export type MethodCall = { method: string; cause: string | null }
/** One Web API method. */
export type Method = (ctx: Ctx, args: Json, call: MethodCall) => Answer

/** A refusal as Slack words it. */
export const no = (error: string, messages: string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length > 0 ? { errors: messages, response_metadata: { messages } } : {}),
})

/** The refusal that the checks of blocks and views gave. */
export const refused = ({ error, messages }: Refusal): Answer => no(error, messages)

export const yes = (rest: Json = {}): Answer => ({ ok: true, ...rest })

/** Cuts a list into pages by `limit` and `cursor`. */
export const page = <T>(items: T[], args: Json, usual: number): { items: T[]; response_metadata: Json } => {
  const start = Number(textOf(args.cursor).replace('next:', '')) || 0
  const limit = Math.min(Math.max(Number(args.limit) || usual, 1), 1_000)
  const end = start + limit
  return { items: items.slice(start, end), response_metadata: { next_cursor: end < items.length ? `next:${end}` : '' } }
}

/** The errors that a product's code is to blame for; the others (not in the channel, nobody by that e-mail) are the world's. */
export const faults = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'invalid_attachments',
  'invalid_metadata_format',
  'invalid_form_data',
  'msg_blocks_too_long',
  'no_text',
  'unknown_method',
  'view_too_large',
  'push_limit_reached',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'invalid_trigger_id',
  'duplicate_external_id',
  'used_url',
  'expired_url',
])
