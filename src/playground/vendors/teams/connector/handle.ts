import type { Json } from '../../../api.ts'
import { likelyCause } from '../../causes.ts'
import { isJson, jsonOf, parseJson, textOf } from '../../json.ts'
import { type Ctx, keepCall } from '../ctx.ts'
import { issuer, publicKeys } from '../keys.ts'
import type { TeamsFailRule } from '../options.ts'
import { activities } from './activities.ts'
import { type Answer, badSyntax, type ConnectorCall, faults, no, type Route } from './answer.ts'
import { conversations } from './conversations.ts'
import { plannedFailure, secondsToWait } from './gate.ts'
import { giveToken, hasToken } from './login.ts'
import { members } from './members.ts'
import { teams } from './teams.ts'

const routes: Route[] = [conversations, activities, members, teams]

const pathOf = (url: string) => new URL(url).pathname

/** The address of the keys stands beside that of the OpenID document. */
const keysUrl = (ctx: Ctx) => new URL('keys', ctx.options.openIdUrl).href

const openIdDocument = (ctx: Ctx): Json => ({
  issuer,
  authorization_endpoint: 'https://invalid.botframework.com',
  jwks_uri: keysUrl(ctx),
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
})

const sendAnswer = ({ status, body, headers = {} }: Answer): Response =>
  body === null ? new Response(null, { status, headers }) : Response.json(body, { status, headers })

const planned = ({ status = 500, code = 'ServiceError', retryAfterS }: TeamsFailRule): Answer => ({
  ...no(status, code),
  headers: retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) },
})

/** Does what a rule plans for a call: `act` is the work that it would have done. */
const underRule = async (rule: TeamsFailRule | null, act: () => Promise<Response>): Promise<Response> => {
  if (!rule) return act()
  if (rule.how === 'hang') return new Promise(() => {})
  // An answer of type error is a cut connection.
  if (rule.how === 'refuse') return Response.error()
  if (rule.how !== 'lostAnswer') return sendAnswer(planned(rule))
  await act()
  return Response.error()
}

const decoded = (part: string) => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const answerOf = (ctx: Ctx, call: ConnectorCall, body: unknown): Answer => {
  if (body !== undefined && !isJson(body)) return badSyntax([': must be a JSON object'])
  const seconds = secondsToWait(ctx, call)
  if (seconds > 0)
    return { ...no(429, 'TooManyRequests', 'Too many requests.'), headers: { 'retry-after': String(seconds) } }
  for (const route of routes) {
    const answer = route(ctx, call)
    if (answer) return answer
  }
  return no(404, 'NotFound', 'There is no such call.')
}

const connector = async (ctx: Ctx, request: Request): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url)
  const path = pathname.slice(pathOf(ctx.options.serviceUrl).length).split('/').filter(Boolean).map(decoded)
  const text = request.method === 'GET' ? '' : await request.text()
  const parsed = text === '' ? undefined : (parseJson(text) ?? text)
  const name = `${request.method} /${path.join('/')}`
  const at = ctx.now()
  const keep = (answer: Json) => keepCall(ctx, { method: name, args: jsonOf(parsed), at, answer })
  const rule = plannedFailure(ctx, name)
  if (rule && rule.how !== 'lostAnswer') keep({ planned: rule.how ?? rule.status ?? 500 })
  return underRule(rule, async () => {
    if (!hasToken(ctx, request)) {
      keep({ status: 401 })
      return Response.json({ message: 'Authorization has been denied for this request.' }, { status: 401 })
    }
    const call = { method: request.method, path, query: searchParams, body: jsonOf(parsed), cause: likelyCause(ctx) }
    const answer = answerOf(ctx, call, parsed)
    keep({ status: answer.status, ...(Array.isArray(answer.body) ? { list: answer.body } : answer.body) })
    const error = jsonOf(jsonOf(answer.body).error)
    const code = textOf(error.code)
    if (faults.has(code)) ctx.violate({ where: name, error: code, messages: [textOf(error.message)], args: call.body })
    await ctx.saved()
    return sendAnswer(answer)
  })
}

const login = async (ctx: Ctx, request: Request): Promise<Response> => {
  const rest = pathOf(request.url).slice(pathOf(ctx.options.loginUrl).length)
  const tenant = /^([^/]+)\/oauth2\/v2\.0\/token$/.exec(rest)?.[1]
  if (tenant === undefined || request.method !== 'POST') return new Response('not found', { status: 404 })
  const form = new URLSearchParams(await request.text())
  const rule = plannedFailure(ctx, 'POST token')
  return underRule(rule, async () => {
    const response = giveToken(ctx, tenant, form)
    const { client_secret: _, ...args } = Object.fromEntries(form)
    keepCall(ctx, { method: 'POST token', args, at: ctx.now(), answer: { status: response.status } })
    return response
  })
}

const document = (ctx: Ctx, name: string, body: Json): Promise<Response> =>
  underRule(plannedFailure(ctx, name), async () => {
    keepCall(ctx, { method: name, args: {}, at: ctx.now(), answer: {} })
    return Response.json(body)
  })

/** Answers one request of the product by the path of the address it goes to. The state is saved before it answers. */
export const handle = async (ctx: Ctx, request: Request): Promise<Response> => {
  const { serviceUrl, openIdUrl } = ctx.options
  const path = pathOf(request.url)
  if (path === pathOf(openIdUrl)) return document(ctx, 'GET openid', openIdDocument(ctx))
  if (path === pathOf(keysUrl(ctx))) return document(ctx, 'GET keys', publicKeys())
  return path.startsWith(pathOf(serviceUrl)) ? connector(ctx, request) : login(ctx, request)
}
