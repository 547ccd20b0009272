import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import type { TeamsEnv } from '../config/platform-env.ts'
import { audienceOf } from './login.ts'

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

/** The packages' own leeway, in seconds. */
const leewayS = 300

/** Whether a token says itself that its time is over: the packages print a page of text for each such. */
const isOver = (authorization: string): boolean => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString())
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? Number(claims.exp) : 0
    return end < Date.now() / 1_000 - leewayS
  } catch {
    return true
  }
}

/**
 * Makes the check of tokens: signature, issuer, audience, age, service address, by the one package that knows how the
 * connector signs. Nothing else imports it (decision 007).
 */
export const createTrust = (env: TeamsEnv): ((activity: object, authorization: string) => Promise<Verdict>) => {
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
  return async (activity, authorization) => {
    if (isOver(authorization)) return 'refused'
    try {
      await authentication.authenticateRequest(asActivity(activity), authorization)
      return 'good'
    } catch (error) {
      return isOffline(error) ? 'unknown' : 'refused'
    }
  }
}
