import { type Answered, askWithin } from '../chat/ask-within.ts'
import { objectOf, textOf } from '../chat/body.ts'
import { fetchWithin } from '../chat/fetch-within.ts'
import { VendorError } from '../chat/messenger.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import { unanswered } from './fault.ts'
import { limits } from './limits.ts'
import { createTokens } from './login.ts'

type Answer = Record<string, unknown>
/** One call: the method, the path below the service address, and what is sent. */
type Call = { method: 'GET' | 'POST' | 'PUT'; serviceUrl: string; path: string; body?: object }
export type Connector = (call: Call) => Promise<Answer>

const retryAfterMs = ({ retryAfter: told }: Answered): number | null => {
  const seconds = Number(told)
  return told !== undefined && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : null
}

const bodyOf = ({ text }: Answered): Answer => {
  try {
    return objectOf(JSON.parse(text))
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

const refusedBy = (what: string, response: Answered, answer: Answer): VendorError => {
  const { status } = response
  const word = wordIn(answer)
  const said = `${what}: ${status}${word ? ` ${word}` : ''}`
  const told = retryAfterMs(response)
  // The connector asks to send these again (platform notes).
  if (status === 429) return new VendorError(said, { retryAfterMs: told ?? limits.throttledMs })
  if (status === 412) return new VendorError(said, { retryAfterMs: told ?? limits.busyMs })
  // It may have taken this before it broke.
  if (status >= 500) return new VendorError(said, { isUnknown: true, retryAfterMs: told })
  if (status === 401) return new VendorError(said, { isPermanent: true, closesAll: true })
  // A message that somebody deleted is gone alone; its place is as it was.
  if (status === 404 && word.startsWith('Activity')) return new VendorError(said, { isPermanent: true })
  if (status === 404) return new VendorError(said, { isPermanent: true, closesPlace: 'removed' })
  if (status === 403)
    return new VendorError(said, {
      isPermanent: true,
      closesPlace: notInstalled.test(word) ? 'removed' : 'forbidden',
    })
  return new VendorError(said, { isPermanent: true })
}

/**
 * Makes the way to the connector, which throws `VendorError` where that does not take a call. The outbox knows when to try
 * again, so that nothing is tried twice here but a token that was refused.
 */
export const createConnector = (env: TeamsEnv, now: () => number, ms: number = limits.deliveryMs): Connector => {
  const tokens = createTokens(env, fetchWithin(ms), now)

  const send = async ({ method, serviceUrl, path, body }: Call): Promise<Answered> => {
    const token = await tokens.take()
    return askWithin(ms, `${serviceUrl.replace(/\/*$/, '/')}${path}`, {
      method,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }

  return async (call) => {
    const what = `${call.method} ${call.path.replace(/\?.*$/, '').replace(/\/[^/]*%3A[^/]*/g, '/…')}`
    try {
      let response = await send(call)
      if (response.status === 401) {
        tokens.forget()
        response = await send(call)
      }
      const answer = bodyOf(response)
      if (response.status < 200 || response.status > 299) throw refusedBy(what, response, answer)
      return answer
    } catch (error) {
      throw unanswered(what, error)
    }
  }
}
