import { hash } from 'node:crypto'
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import { type Body, textOf } from '../chat/body.ts'
import { inTime } from '../chat/in-time.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import { limits } from './limits.ts'
import { audienceOf } from './login.ts'
import { quietly } from './quiet.ts'

/** What is believed of a request's token: it is good, it is not, or nobody can tell at this moment. */
export type Verdict = 'good' | 'refused' | 'unknown'

/** Every address, since the package takes its own for all of them where one is missing (platform notes). */
const addressesOf = (env: TeamsEnv, tenantId: string) => ({
  CallerId: '',
  OAuthUrl: audienceOf(env),
  ToBotFromChannelOpenIdMetadataUrl: env.openIdUrl,
  // Tokens of the directory would be looked for there: with the channel's keys none of them is good.
  ToBotFromEmulatorOpenIdMetadataUrl: env.openIdUrl,
  ToBotFromChannelTokenIssuer: audienceOf(env),
  ToChannelFromBotLoginUrl: `${env.loginUrl}${tenantId}`,
  ToChannelFromBotOAuthScope: audienceOf(env),
})

type Authentication = TeamsAdapter['botFrameworkAuthentication']
type Activity = Parameters<Authentication['authenticateRequest']>[0]

/** The package asks for its own type of an activity, and reads no more of it than was checked before. */
const asActivity = (activity: object) => activity as Activity

const isOffline = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'FetchError' ||
    /ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|fetch failed|Failed to load/i.test(error.message))

/** The packages' own leeway. */
const leewayMs = 300_000

/** Tokens that are remembered, since the connector sends each many times; and for how long at most. */
const remembered = { atMost: 1_000, ms: 3_600_000 }

/** When a token says that its time is over, in milliseconds; 0 where it does not say it. */
const endOf = (authorization: string): number => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString())
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? Number(claims.exp) : 0
    return Number.isFinite(end) ? end * 1_000 : 0
  } catch {
    return 0
  }
}

/** What a verdict was of: nothing else of a request decides on it, and no token is kept in the clear. */
const markOf = (serviceUrl: string, authorization: string) =>
  hash('sha256', `${serviceUrl}\n${authorization}`, 'base64')

/**
 * Makes the check of tokens: signature, issuer, audience, age, service address, by the one package that knows how the
 * connector signs. Nothing else imports it (decision 007).
 */
export const createTrust = (env: TeamsEnv): ((activity: Body, authorization: string) => Promise<Verdict>) => {
  // Without an id the package believes everybody, so it is not asked at all.
  if (env.isAnonymous) return async () => 'good'
  const { appId, tenantId } = env
  const adapter = new TeamsAdapter(
    { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId, ...addressesOf(env, tenantId) },
    {
      isValidAppId: async (id: string) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: () => Promise.reject(new Error('Calls to the connector bear tokens of their own.')),
    },
    { requiredEndorsements: ['msteams'] },
  )
  // biome-ignore lint/complexity/useLiteralKeys: the adapter keeps it to itself, and offers no way that answers 401 for a bad token.
  const authentication = adapter['botFrameworkAuthentication']
  const good = new Map<string, number>()
  return async (activity, authorization) => {
    const mark = markOf(textOf(activity.serviceUrl), authorization)
    if ((good.get(mark) ?? 0) > Date.now()) return 'good'
    const end = endOf(authorization)
    // The packages believe a token for ever that names no end.
    if (end < Date.now() - leewayMs) return 'refused'
    try {
      const checked = quietly(() => authentication.authenticateRequest(asActivity(activity), authorization))
      // They wait for the keys of the issuer without an end.
      if ((await inTime(checked, limits.trustMs)) === null) return 'unknown'
      keepNewest(good, mark, Math.min(end, Date.now() + remembered.ms), remembered.atMost)
      return 'good'
    } catch (error) {
      return isOffline(error) ? 'unknown' : 'refused'
    }
  }
}
