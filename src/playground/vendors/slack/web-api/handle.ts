import type { Json } from '../../../api.ts'
import { likelyCause } from '../../causes.ts'
import { textOf } from '../../json.ts'
import { type Ctx, type FailRule, keepCall } from '../ctx.ts'
import { type Answer, faults, type Method, no } from './answer.ts'
import { type Call, readCall } from './args.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { plannedFailure, secondsToWait } from './gate.ts'
import { answerResponseUrl } from './response-url.ts'
import { refuseScope } from './scopes.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

const methods: Record<string, Method> = { ...userMethods, ...conversationMethods, ...chatMethods, ...viewMethods }

const json = (answer: Answer, status = 200, headers: Record<string, string> = {}) =>
  Response.json(answer, { status, headers })

const tooMany = (seconds: number) => json(no('ratelimited'), 429, { 'retry-after': String(seconds) })

const failed = ({ status, error, retryAfter }: FailRule): Response => {
  if (retryAfter !== undefined || status === 429) return tooMany(retryAfter ?? 1)
  return json(no(error ?? 'internal_error'), status ?? 200)
}

const callMethod = (ctx: Ctx, method: string, { token, args }: Call): Answer => {
  if (token === null) return no('not_authed')
  if (token !== ctx.options.botToken) return no('invalid_auth')
  const known = methods[method]
  const refusal = refuseScope(ctx, method, args)
  if (known && refusal) return refusal
  return known ? known(ctx, args, { method, cause: likelyCause(ctx) }) : no('unknown_method')
}

const messagesOf = (answer: Answer): string[] => (Array.isArray(answer.errors) ? answer.errors.map(textOf) : [])

const note = (ctx: Ctx, method: string, args: Json, answer: Answer) => {
  keepCall(ctx, { method, args, at: ctx.now(), answer })
  const error = textOf(answer.error)
  if (faults.has(error)) ctx.violate({ where: method, error, messages: messagesOf(answer), args })
}

const responseUrlKey = (url: string) =>
  /\/(?:commands|actions)\/[^/]+\/[^/]+\/([^/]+)$/.exec(new URL(url).pathname)?.[1]
const methodName = (url: string) => /\/api\/([\w.]+)$/.exec(new URL(url).pathname)?.[1]

/** Answers one request of the product, to the Web API or to a response URL. The state is saved before it answers. */
export const handle = async (ctx: Ctx, request: Request): Promise<Response> => {
  const key = responseUrlKey(request.url)
  const method = key === undefined ? methodName(request.url) : 'response_url'
  if (method === undefined) return new Response('not found', { status: 404 })
  const call = await readCall(request)
  const args = call?.args ?? {}
  const rule = plannedFailure(ctx, method)
  if (rule && !rule.dropAfter) {
    note(ctx, method, args, no(rule.error ?? 'planned failure'))
    return failed(rule)
  }
  const wait = key === undefined ? secondsToWait(ctx, method, args) : 0
  if (wait > 0) {
    note(ctx, method, args, no('ratelimited'))
    return tooMany(wait)
  }
  const act = () =>
    key === undefined
      ? callMethod(ctx, method, { token: call?.token ?? null, args })
      : answerResponseUrl(ctx, key, args)
  const answer = call === null ? no('invalid_form_data') : act()
  note(ctx, method, args, answer)
  await ctx.saved()
  // The work is done and the caller never learns of it: a lost connection.
  if (rule?.dropAfter) return Response.error()
  // The header stands on every answer to a good token; what the token may do is known nowhere else.
  const scopes: Record<string, string> = ctx.scopes === null ? {} : { 'x-oauth-scopes': ctx.scopes.join(',') }
  if (key === undefined) return json(answer, 200, scopes)
  return answer.ok ? new Response('ok') : json(answer, textOf(answer.error).endsWith('_url') ? 404 : 400)
}
