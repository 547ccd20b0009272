import { textOf } from '../chat/body.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import type { PlatformCheck } from '../services/doctor.ts'
import { bad, type Finding, ok, warn } from '../texts/finding.ts'
import { allOf, type Sentence, say, span } from '../texts/sentence.ts'
import { type Client, slackError, vendorErrorOf } from './client.ts'
import { limits } from './limits.ts'
import { lookAt } from './look.ts'
import { botScopes } from './permissions.ts'

/** What the edge noticed of the requests that came: when the last was taken, and when one was refused by its signature. */
export type Noticed = { takenAt: number | null; refusedAt: number | null }

type Given = {
  client: Client
  /** A client with the app token, in Socket Mode. */
  appClient: Client | null
  /** The public address; one of this machine alone where none was set. */
  baseUrl: string
  /** Null for a process that takes no requests itself. */
  noticed: (() => Noticed) | null
  now: () => number
}

const recentMs = 3_600_000

/** What somebody waits for has an end: null when it took too long. */
const inTime = async <T>(work: Promise<T>): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), limits.examineMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

type Asked<Answer> = { answer: Answer } | { error: unknown } | null

/** What Slack says to a call, or what it throws. */
const ask = <Answer>(call: Promise<Answer>): Promise<Asked<Answer>> =>
  inTime(
    call.then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    ),
  )

/** Words for a token that Slack refuses, each with its way out. */
const adviceFor = (word: string): Sentence => {
  if (word === 'account_inactive' || word === 'token_revoked') return say('doctor.slack.reinstall', { word })
  if (word === 'token_expired') return say('doctor.slack.rotation')
  return say('doctor.slack.token', { word })
}

const tokenFindings = async (client: Client): Promise<{ findings: Finding[]; scopes: string[] | null }> => {
  const asked = await ask(client.auth.test())
  if (asked === null) return { findings: [bad(say('doctor.slack.silent'))], scopes: null }
  if ('error' in asked) {
    const word = slackError(asked.error)
    const said = vendorErrorOf('auth.test', asked.error).message
    return { findings: [bad(word === null ? say('doctor.slack.away', { said }) : adviceFor(word))], scopes: null }
  }
  const { team: name, response_metadata: metadata } = asked.answer
  const team = textOf(name)
  const scopes = metadata?.scopes?.filter((scope) => scope !== '') ?? null
  const missing = scopes === null ? [] : botScopes.filter((scope) => !scopes.includes(scope))
  if (missing.length === 0) return { findings: [ok(say('doctor.slack.whole', { team }))], scopes }
  const lacking = bad(say('doctor.slack.missing', { count: missing.length, scopes: allOf(missing) }))
  return { findings: [ok(say('doctor.slack.tokenFits', { team })), lacking], scopes }
}

const signatureFindings = ({ noticed, appClient, now }: Given): Finding[] => {
  if (appClient !== null || noticed === null) return []
  const { takenAt, refusedAt } = noticed()
  const isRecent = refusedAt !== null && now() - refusedAt < recentMs
  if (!isRecent) return [ok(say('doctor.slack.signature'))]
  const ago = span(now() - refusedAt)
  return takenAt !== null && takenAt > refusedAt - recentMs
    ? [warn(say('doctor.slack.refusedOne', { ago }))]
    : [bad(say('doctor.slack.refused', { ago }))]
}

const socketFindings = async (client: Client): Promise<Finding[]> => {
  const asked = await ask(client.apps.connections.open({}))
  if (asked === null) return [bad(say('doctor.slack.silent'))]
  if ('answer' in asked) return [ok(say('doctor.slack.socket'))]
  const word = slackError(asked.error) ?? vendorErrorOf('apps.connections.open', asked.error).message
  return [bad(say('doctor.slack.noSocket', { word }))]
}

const isLocal = (url: string) => /^(localhost|127\.|\[?::1|0\.0\.0\.0)/.test(new URL(url).hostname)

const addressFindings = async (baseUrl: string): Promise<Finding[]> => {
  if (isLocal(baseUrl)) return [warn(say('doctor.noAddress'))]
  const url = `${baseUrl}/healthz`
  const isThere = await fetch(url, { signal: AbortSignal.timeout(limits.examineMs) }).then(
    (response) => response.ok,
    () => false,
  )
  return [isThere ? ok(say('doctor.address', { url: baseUrl })) : bad(say('doctor.addressShut', { url }))]
}

/** Makes the self-check of Slack: token, every permission, signature or connection, the public address, channels, people. */
export const createSlackCheck =
  (given: Given): PlatformCheck =>
  async ({ channels, emails }) => {
    const { client, appClient, baseUrl } = given
    const looked = Promise.all(
      channels.map(async (id): Promise<[string, ChannelState][]> => {
        const state = await inTime(lookAt(client, id).catch(() => null))
        return state === null ? [] : [[id, state]]
      }),
    )
    const strangers = Promise.all(
      emails.map(async (email) => {
        const told = await inTime(client.users.lookupByEmail({ email }).catch((error: unknown) => slackError(error)))
        return told === 'users_not_found' ? [email] : []
      }),
    )
    const [token, way, states, unknown] = await Promise.all([
      tokenFindings(client),
      appClient === null ? addressFindings(baseUrl) : socketFindings(appClient),
      looked,
      strangers,
    ])
    // Without that permission nobody is found by an address: who did not write to Baton is not known there.
    const isBlind = token.scopes !== null && !token.scopes.includes('users:read.email')
    return {
      findings: [...token.findings, ...signatureFindings(given), ...way],
      channels: new Map(states.flat()),
      strangers: isBlind ? emails : unknown.flat(),
    }
  }
