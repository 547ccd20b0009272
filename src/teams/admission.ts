import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Body, isBody } from '../chat/body.ts'
import { readBody } from '../chat/read-body.ts'
import { isLoopback } from '../config/loopback.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import { isWhole, tenantOf } from './activity.ts'
import { limits } from './limits.ts'
import type { Verdict } from './trust.ts'

/** Let through with what was sent, or the status to answer with and nothing else (product §6, "Refused requests"). */
type Admission = { body: Body } | { status: 400 | 401 | 403 | 413 | 503 }

const parse = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return null
  }
}

/** The connectors of Microsoft's clouds, the national ones included. */
const ofMicrosoft =
  /^(smba\.trafficmanager\.net|smba\.infra\.(gcc|gov|dod)\.teams\.microsoft\.(com|us)|([a-z0-9-]+\.)*(botframework\.com|botframework\.azure\.(us|cn)|teams\.microsoft\.(com|us)))$/

/** Whether answers may be sent to an address: Microsoft's own, or, where the issuer is on loopback too, one of this machine. */
const isServiceAddress = (address: unknown, { openIdUrl, isAnonymous }: TeamsEnv): boolean => {
  if (typeof address !== 'string' || !URL.canParse(address)) return false
  const url = new URL(address)
  if (isLoopback(url.hostname)) return isAnonymous || isLoopback(new URL(openIdUrl).hostname)
  return url.protocol === 'https:' && url.port === '' && url.username === '' && ofMicrosoft.test(url.hostname)
}

/** Checks a request before anything acts on it: shape, token, channel, service address, tenant. */
export const admit = async (
  req: IncomingMessage,
  env: TeamsEnv,
  trust: (body: Body, authorization: string) => Promise<Verdict>,
): Promise<Admission> => {
  const { authorization } = req.headers
  const raw = await readBody(req, limits.bodyBytes)
  if (raw === null) return { status: 413 }
  // A page in somebody's browser can post anything but this type without asking.
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) return { status: 400 }
  if (!env.isAnonymous && !/^Bearer \S+$/.test(authorization ?? '')) return { status: 401 }
  const body = parse(raw)
  if (!isBody(body) || !isWhole(body) || body.channelId !== 'msteams') return { status: 400 }
  const verdict = await trust(body, authorization ?? '')
  if (verdict !== 'good') return { status: verdict === 'unknown' ? 503 : 401 }
  if (!isServiceAddress(body.serviceUrl, env)) return { status: 403 }
  if (!env.isAnonymous && tenantOf(body).toLowerCase() !== env.tenantId) return { status: 403 }
  return { body }
}

/** Answers with a status, and with JSON where there is something to say. */
export const end = (res: ServerResponse, status: number, json?: string) => {
  if (res.headersSent || res.destroyed) return
  if (json === undefined) res.writeHead(status).end()
  else res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(json)
}
