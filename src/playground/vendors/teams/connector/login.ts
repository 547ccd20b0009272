import type { Ctx } from '../ctx.ts'
import { limits } from '../limits.ts'

const scope = 'https://api.botframework.com/.default'

const denied = (error: string, description: string, status = 400) =>
  Response.json(
    { error, error_description: description, error_codes: [Number(/AADSTS(\d+)/.exec(description)?.[1])] },
    { status },
  )

/** Gives a token to the app that names itself rightly: `POST {tenant}/oauth2/v2.0/token`. */
export const giveToken = (ctx: Ctx, tenant: string, form: URLSearchParams): Response => {
  const { appId, password, tenantId } = ctx.options
  if (tenant !== tenantId) return denied('invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`)
  if (form.get('grant_type') !== 'client_credentials')
    return denied('unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.')
  if (form.get('client_id') !== appId)
    return denied('unauthorized_client', 'AADSTS700016: The application was not found in the directory.')
  if (form.get('client_secret') !== password)
    return denied('invalid_client', 'AADSTS7000215: Invalid client secret provided.', 401)
  if (form.get('scope') !== scope) return denied('invalid_scope', 'AADSTS70011: The provided scope is not valid.')
  const token = `token-${crypto.randomUUID()}`
  ctx.tokens.set(token, ctx.tokenNow() + limits.tokenMs)
  const seconds = limits.tokenMs / 1_000
  return Response.json({ token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token })
}

/** Says whether a request carries a token that was given out and has not ended. */
export const hasToken = (ctx: Ctx, request: Request): boolean => {
  const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  return (ctx.tokens.get(token) ?? 0) > ctx.tokenNow()
}
