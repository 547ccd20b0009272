import type { Json } from '../../../api.ts'
import { textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { type Answer, no } from './answer.ts'

const byKind = (ctx: Ctx, args: Json, what: 'read' | 'history'): string => {
  const channel = ctx.state.channels[textOf(args.channel)]
  if (channel?.kind === 'im') return `im:${what}`
  return channel?.isPrivate ? `groups:${what}` : `channels:${what}`
}

/** What Slack asks of a token for a method; nothing for those that any token may call. */
const neededFor = (ctx: Ctx, method: string, args: Json): string | null => {
  if (method.startsWith('chat.')) return method === 'chat.getPermalink' ? null : 'chat:write'
  if (method === 'users.lookupByEmail') return 'users:read.email'
  if (method.startsWith('users.') || method === 'bots.info') return 'users:read'
  if (method === 'conversations.open') return 'im:write'
  if (method === 'conversations.history' || method === 'conversations.replies') return byKind(ctx, args, 'history')
  if (method === 'conversations.list') return 'channels:read'
  return method.startsWith('conversations.') ? byKind(ctx, args, 'read') : null
}

/** Refuses a call that the granted scopes do not cover; null where they do, or where all are granted. */
export const refuseScope = (ctx: Ctx, method: string, args: Json): Answer | null => {
  const { scopes } = ctx
  const needed = neededFor(ctx, method, args)
  if (scopes === null || needed === null || scopes.includes(needed)) return null
  return { ...no('missing_scope'), needed, provided: scopes.join(',') }
}

/** Whether the e-mail address is among what is told of a person. */
export const tellsEmail = (ctx: Ctx) => ctx.scopes === null || ctx.scopes.includes('users:read.email')
