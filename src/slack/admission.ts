import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Body, isBody, textOf } from '../chat/body.ts'
import { readBody } from '../chat/read-body.ts'
import { isWhole, kindOf, teamOf } from './body.ts'
import { limits } from './limits.ts'

/** What a request must fit: the secret of the app, and the workspace and app that it is for. */
type Installed = { teamId: string; appId: string | null }
type Edge = { signingSecret: string; now: () => Date; installed: Installed }

/** The status to answer with and nothing else: no words for requests that are not Slack's (product §6). */
type Refused = 400 | 401 | 403 | 413

const headerOf = (req: IncomingMessage, name: string): string => {
  const value = req.headers[name]
  return typeof value === 'string' ? value : ''
}

/** Slack's signature of version 0, which is no older than Slack says, and from no future either. */
const isSigned = (req: IncomingMessage, body: Buffer, { signingSecret, now }: Edge): boolean => {
  const timestamp = headerOf(req, 'x-slack-request-timestamp')
  if (!/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now().getTime() - Number(timestamp) * 1_000) > limits.signatureMs) return false
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const [told, ours] = [Buffer.from(headerOf(req, 'x-slack-signature')), Buffer.from(`v0=${expected}`)]
  return told.length === ours.length && timingSafeEqual(told, ours)
}

const formType = 'application/x-www-form-urlencoded'

/** A proxy may add a charset, or write it large. */
const typeOf = (req: IncomingMessage): string => headerOf(req, 'content-type').split(';')[0]?.trim().toLowerCase() ?? ''

const parse = (type: string, raw: string): unknown => {
  try {
    if (type !== formType) return JSON.parse(raw)
    const form = Object.fromEntries(new URLSearchParams(raw))
    return form.payload === undefined ? form : JSON.parse(form.payload)
  } catch {
    return null
  }
}

/** Whether a request is for this installation; events and taps of other workspaces and apps take no effect. */
export const isOurs = (body: Body, installed: Installed): boolean => {
  const kind = kindOf(body)
  if (kind === null || teamOf(body, kind) !== installed.teamId) return false
  return installed.appId === null || body.api_app_id === undefined || body.api_app_id === installed.appId
}

const isCheck = (body: Body) => body.type === 'url_verification' || body.ssl_check === '1'

/** What a check of the address is answered with; null for all else. */
export const checkedBy = (body: Body): unknown => {
  if (!isCheck(body)) return null
  return body.type === 'url_verification' ? { challenge: textOf(body.challenge) } : ''
}

/** Checks a request before Bolt sees it: its body, or the status to refuse it with. */
export const admit = async (req: IncomingMessage, edge: Edge): Promise<Body | Refused> => {
  const raw = await readBody(req, limits.bodyBytes)
  if (raw === null) return 413
  if (!isSigned(req, raw, edge)) return 401
  const body = parse(typeOf(req), raw.toString())
  if (!isBody(body)) return 400
  if (isCheck(body)) return body
  const kind = kindOf(body)
  if (kind === null || !isWhole(body, kind)) return 400
  return isOurs(body, edge.installed) ? body : 403
}
