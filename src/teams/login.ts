import { objectOf, textOf } from '../chat/body.ts'
import { VendorError } from '../chat/messenger.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import { unanswered } from './fault.ts'

/** A token is renewed so long before its end. */
const renewMs = 300_000

/** What the connector calls itself in tokens, both its own and ours for it: in the cloud of the US government otherwise. */
export const audienceOf = ({ openIdUrl }: Pick<TeamsEnv, 'openIdUrl'>): string =>
  new URL(openIdUrl).hostname.endsWith('.us') ? 'https://api.botframework.us' : 'https://api.botframework.com'

type Known = Extract<TeamsEnv, { isAnonymous: false }>
/** What the login says: a token and how long it lives, or its own word and numbers for why there is none. */
export type Login = { token: string; livesMs: number } | { status: number; word: string; codes: number[] }

const jsonOf = async (response: Response) => {
  try {
    return objectOf(await response.json())
  } catch {
    return {}
  }
}

/** Asks the login of Microsoft for a token of the app; nothing else of its answer goes into a log. */
export const askLogin = async (env: Known, ask: typeof fetch): Promise<Login> => {
  const { appId: client_id, password: client_secret } = env
  const scope = `${audienceOf(env)}/.default`
  const response = await ask(`${env.loginUrl}${env.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, scope }),
  }).catch((error: unknown) => {
    throw unanswered('token', error)
  })
  const answer = await jsonOf(response)
  const token = textOf(answer.access_token)
  if (response.ok && token !== '') return { token, livesMs: Number(answer.expires_in) * 1_000 || renewMs }
  const codes: unknown[] = Array.isArray(answer.error_codes) ? answer.error_codes : []
  return {
    status: response.status,
    word: /^[a-z_]{1,60}$/.exec(textOf(answer.error))?.[0] ?? '',
    codes: codes.filter((one) => typeof one === 'number'),
  }
}

/** Tokens for calls to the connector: one at a time is asked for, and it is used until shortly before its end. */
export const createTokens = (env: TeamsEnv, ask: typeof fetch, now: () => number) => {
  let kept: { token: Promise<string>; until: number } | null = null

  const fetched = async (): Promise<string> => {
    if (env.isAnonymous) return ''
    const told = await askLogin(env, ask)
    if ('status' in told) {
      const isPassing = told.status === 429 || told.status >= 500
      throw new VendorError(`token: ${told.status} ${told.word}`.trim(), {
        isPermanent: !isPassing,
        closesAll: !isPassing,
      })
    }
    kept = { token: Promise.resolve(told.token), until: now() + Math.max(0, told.livesMs - renewMs) }
    return told.token
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
