import { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import { fetchWithin } from '../chat/fetch-within.ts'
import { VendorError } from '../chat/messenger.ts'
import type { PlaceFault } from '../domain/place-fault.ts'
import { limits } from './limits.ts'

export type Client = webApi.WebClient
type BoltLogger = NonNullable<webApi.WebClientOptions['logger']>

const wordsOf = (said: unknown): string => {
  if (said instanceof Error) return said.message
  return typeof said === 'string' ? said : 'unreadable'
}

/** What the packages of Slack have to say, as lines of our log; their finer levels print what people wrote. */
export const loggerFor = (log: Logger): BoltLogger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (...said) => log.warn({ from: 'slack' }, wordsOf(said[0])),
  error: (...said) => log.error({ from: 'slack' }, wordsOf(said[0])),
  setLevel: () => undefined,
  getLevel: () => 'warn' as ReturnType<BoltLogger['getLevel']>,
  setName: () => undefined,
})

/** What every client of Slack is made with: it never tries again by itself, since the outbox knows better. */
export const clientOptions = (apiUrl: string, ms: number, log: Logger): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  logger: loggerFor(log),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  fetch: fetchWithin(ms),
})

/** Opens a client of the Web API with a deadline for each call; `pace` may hold calls back. */
export const openClient = (
  token: string,
  apiUrl: string,
  ms: number,
  log: Logger,
  pace: (call: typeof fetch) => typeof fetch = (call) => call,
): Client => new webApi.WebClient(token, { ...clientOptions(apiUrl, ms, log), fetch: pace(fetchWithin(ms)) })

/** Slack's own word for what went wrong (`not_in_channel`); null where the call did not get so far. */
export const slackError = (error: unknown): string | null => {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null
  return /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : null
}

/** Words of Slack after which the same call may succeed later; with some of them it may even have succeeded. */
const passing: Record<string, { isUnknown: boolean }> = {
  internal_error: { isUnknown: true },
  fatal_error: { isUnknown: true },
  request_timeout: { isUnknown: true },
  service_unavailable: { isUnknown: true },
  ratelimited: { isUnknown: false },
  rate_limited: { isUnknown: false },
  message_limit_exceeded: { isUnknown: false },
  team_added_to_org: { isUnknown: false },
}

/** Words of Slack after which nothing reaches that place any more until somebody mends it. */
const closing: Record<string, PlaceFault> = {
  is_archived: 'archived',
  channel_not_found: 'removed',
  not_in_channel: 'removed',
  restricted_action: 'forbidden',
  restricted_action_read_only_channel: 'forbidden',
  missing_scope: 'forbidden',
  no_permission: 'forbidden',
}

/** Words of Slack after which it takes nothing at all: the token or its permissions are to be mended first. */
const closingAll =
  /^(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|missing_scope|no_permission|not_allowed_token_type|access_denied|org_login_required|ekm_access_denied|enterprise_is_restricted|team_access_not_granted)$/

/** How a channel is closed to us by Slack's word for it; null where the word says nothing of that. */
export const closedBy = (word: string | null): PlaceFault | null => (word === null ? null : (closing[word] ?? null))

const neverLeft = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('original' in error && error.original) return codeOf(error.original)
  if ('cause' in error && error.cause) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const ofPlatform = (what: string, error: webApi.WebAPIPlatformError): VendorError => {
  const word = slackError(error)
  // A page of HTML from something in between comes as a platform error too.
  if (word === null) return new VendorError(`${what}: unreadable answer`, { isUnknown: true })
  const known = passing[word]
  if (known) return new VendorError(`${what}: ${word}`, known)
  const details = error.data.response_metadata?.messages?.join(' ').slice(0, 300)
  return new VendorError(`${what}: ${word}${details ? ` ${details}` : ''}`, {
    isPermanent: true,
    closesPlace: closing[word],
    closesAll: closingAll.test(word),
  })
}

/** Sorts what a call of the Web API threw: when to try again, whether that can help, whether it may have arrived all the same. */
export const vendorErrorOf = (what: string, error: unknown): VendorError => {
  const thrown = error instanceof Error && 'original' in error ? error.original : error
  if (thrown instanceof VendorError) return thrown
  if (error instanceof webApi.WebAPIPlatformError) return ofPlatform(what, error)
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new VendorError(`${what}: ratelimited`, { retryAfterMs: error.retryAfter * 1_000 })
  if (error instanceof webApi.WebAPIHTTPError)
    return new VendorError(`${what}: status ${error.statusCode}`, { isUnknown: error.statusCode >= 500 })
  const code = codeOf(error)
  // A 429 that does not say when to come back is thrown as a plain error.
  if (code === '' && error instanceof Error && /retry/i.test(error.message))
    return new VendorError(`${what}: ratelimited`, { retryAfterMs: limits.deliveryMs })
  return new VendorError(`${what}: ${code || 'no answer'}`, { isUnknown: !neverLeft.test(code) })
}

/** What may be said of an error in the log: an error of the store holds what people typed, so its words stay out. */
export const faultOf = (error: unknown) => {
  if (error instanceof VendorError) return { name: error.name, said: error.message }
  const name = error instanceof Error ? error.name : typeof error
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((row) => /^\s+at /.test(row)) : []
  return { name, said: slackError(error) ?? codeOf(error), at: frames.slice(0, 4) }
}
