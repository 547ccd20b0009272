import { objectOf, textOf } from '../chat/body.ts'
import { fetchWithin } from '../chat/fetch-within.ts'
import { VendorError } from '../chat/messenger.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import { limits } from './limits.ts'

type Answer = Record<string, unknown>
/** One call: the method, the path below the service address, and what is sent. */
type Call = { method: 'GET' | 'POST' | 'PUT'; serviceUrl: string; path: string; body?: object }
export type Connector = (call: Call) => Promise<Answer>

const scope = 'https://api.botframework.com/.default'
/** A token is renewed so long before its end. */
const renewMs = 300_000

const neverLeft = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('cause' in error && error.cause) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const unanswered = (what: string, error: unknown) => {
  if (error instanceof VendorError) return error
  const code = codeOf(error)
  return new VendorError(`${what}: ${code || 'no answer'}`, { isUnknown: !neverLeft.test(code) })
}

const retryAfterMs = (response: Response): number | null => {
  const told = response.headers.get('retry-after')
  const seconds = Number(told)
  return told !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : null
}

const bodyOf = async (response: Response): Promise<Answer> => {
  try {
    return objectOf(await response.json())
  } catch {
    return {}
  }
}

/** The vendor's word for what went wrong; nothing else of an answer goes into a log. */
const wordIn = (answer: Answer): string => {
  const code = textOf(objectOf(answer.error).code)
  return /^\w{1,60}$/.test(code) ? code : ''
}

const notInstalled = /^(BotNotInConversationRoster|BotNotRegistered|BotDisabledByAdmin)$/

const refusedBy = (what: string, response: Response, answer: Answer): VendorError => {
  const { status } = response
  const word = wordIn(answer)
  const said = `${what}: ${status}${word ? ` ${word}` : ''}`
  if (status === 429) return new VendorError(said, { retryAfterMs: retryAfterMs(response) ?? limits.throttledMs })
  // The connector asks to send these again (platform notes); it may have taken them before it broke.
  if (status === 412) return new VendorError(said, { retryAfterMs: retryAfterMs(response) ?? limits.busyMs })
  if (status >= 500) return new VendorError(said, { isUnknown: true })
  if (status === 401) return new VendorError(said, { isPermanent: true, closesAll: true })
  if (status === 404) return new VendorError(said, { isPermanent: true, closesPlace: 'removed' })
  if (status === 403)
    return new VendorError(said, {
      isPermanent: true,
      closesPlace: notInstalled.test(word) ? 'removed' : 'forbidden',
    })
  return new VendorError(said, { isPermanent: true })
}

/** Tokens for calls to the connector: one at a time is asked for, and it is used until shortly before its end. */
const createTokens = (env: TeamsEnv, ask: typeof fetch, now: () => number) => {
  let kept: { token: Promise<string>; until: number } | null = null

  const fetched = async (): Promise<string> => {
    if (env.isAnonymous) return ''
    const { appId: client_id, password: client_secret } = env
    const response = await ask(`${env.loginUrl}${env.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, scope }),
    }).catch((error: unknown) => {
      throw unanswered('token', error)
    })
    const answer = await bodyOf(response)
    const token = textOf(answer.access_token)
    if (!response.ok || token === '') {
      const word = /^[a-z_]{1,60}$/.exec(textOf(answer.error))?.[0] ?? ''
      const isPassing = response.status === 429 || response.status >= 500
      throw new VendorError(`token: ${response.status} ${word}`.trim(), {
        isPermanent: !isPassing,
        closesAll: !isPassing,
      })
    }
    const livesMs = Number(answer.expires_in) * 1_000 || renewMs
    kept = { token: Promise.resolve(token), until: now() + Math.max(0, livesMs - renewMs) }
    return token
  }

  return {
    take: (): Promise<string> => {
      if (kept && kept.until > now()) return kept.token
      const token = fetched()
      kept = { token, until: Number.POSITIVE_INFINITY }
      token.catch(() => {
        kept = null
      })
      return token
    },
    forget: () => {
      kept = null
    },
  }
}

/**
 * Makes the way to the connector, which throws `VendorError` where that does not take a call. The outbox knows when to try
 * again, so that nothing is tried twice here but a token that was refused.
 */
export const createConnector = (env: TeamsEnv, now: () => number, ms: number = limits.deliveryMs): Connector => {
  const ask = fetchWithin(ms)
  const tokens = createTokens(env, ask, now)

  const send = async ({ method, serviceUrl, path, body }: Call): Promise<Response> => {
    const token = await tokens.take()
    return ask(`${serviceUrl.replace(/\/*$/, '/')}${path}`, {
      method,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }

  return async (call) => {
    const what = `${call.method} ${call.path.replace(/\?.*$/, '').replace(/\/[^/]*:[^/]*/g, '/…')}`
    try {
      let response = await send(call)
      if (response.status === 401) {
        tokens.forget()
        response = await send(call)
      }
      const answer = await bodyOf(response)
      if (!response.ok) throw refusedBy(what, response, answer)
      return answer
    } catch (error) {
      throw unanswered(what, error)
    }
  }
}
