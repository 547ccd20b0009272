import type { IncomingMessage } from 'node:http'
import { verifySlackRequest } from '@slack/bolt'
import { type Body, isBody } from '../chat/body.ts'
import { readBody } from '../chat/read-body.ts'
import { isWhole, kindOf, teamOf } from './body.ts'
import { limits } from './limits.ts'

/** What a request must fit: the secret of the app, and the workspace and app that it is for. */
type Installed = { teamId: string; appId: string | null }
type Edge = { signingSecret: string; now: () => Date; installed: Installed }

/** Let through, or the status to answer with and nothing else: no words for requests that are not Slack's (product §6). */
export type Admission = 200 | 400 | 401 | 403 | 413

const headerOf = (req: IncomingMessage, name: string): string => {
  const value = req.headers[name]
  return typeof value === 'string' ? value : ''
}

const isSigned = (req: IncomingMessage, body: string, { signingSecret, now }: Edge): boolean => {
  const timestamp = headerOf(req, 'x-slack-request-timestamp')
  if (!/^\d{1,12}$/.test(timestamp)) return false
  const nowMilliseconds = now().getTime()
  // Bolt refuses only what is too old; what comes from the future is no more Slack's than that.
  if (Math.abs(nowMilliseconds - Number(timestamp) * 1_000) > limits.signatureMs) return false
  const headers = {
    'x-slack-signature': headerOf(req, 'x-slack-signature'),
    'x-slack-request-timestamp': Number(timestamp),
  }
  try {
    verifySlackRequest({ signingSecret, body, headers, nowMilliseconds })
    return true
  } catch {
    return false
  }
}

const formType = 'application/x-www-form-urlencoded'

/** Bolt compares the type letter by letter; a proxy that adds a charset would break every button. */
const normaliseType = (req: IncomingMessage): string => {
  const type = headerOf(req, 'content-type').split(';')[0]?.trim().toLowerCase() ?? ''
  req.headers['content-type'] = type
  return type
}

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

/** Checks a request before Bolt sees it, and leaves the body that was read with it. */
export const admit = async (req: IncomingMessage, edge: Edge): Promise<Admission> => {
  const raw = await readBody(req, limits.bodyBytes)
  if (raw === null) return 413
  const text = raw.toString()
  const type = normaliseType(req)
  if (!isSigned(req, text, edge)) return 401
  const body = parse(type, text)
  if (!isBody(body)) return 400
  const isCheck = body.type === 'url_verification' || body.ssl_check === '1'
  if (!isCheck) {
    const kind = kindOf(body)
    if (kind === null || !isWhole(body, kind)) return 400
    if (!isOurs(body, edge.installed)) return 403
  }
  Object.assign(req, { rawBody: raw })
  return 200
}
