import { textOf } from '../chat/body.ts'
import { addressFindings, askInTime, type Noticed, refusalFinding } from '../chat/examine.ts'
import { inTime } from '../chat/in-time.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import type { PlatformCheck } from '../services/doctor.ts'
import { bad, type Finding, ok } from '../texts/finding.ts'
import { allOf, type Sentence, say } from '../texts/sentence.ts'
import { type Client, slackError, vendorErrorOf } from './client.ts'
import { limits } from './limits.ts'
import { lookAt } from './look.ts'
import { botScopes } from './permissions.ts'

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

const ask = <Answer>(call: Promise<Answer>) => askInTime(call, limits.examineMs)

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
  return [refusalFinding('slack', noticed(), now()) ?? ok(say('doctor.slack.signature'))]
}

const socketFindings = async (client: Client): Promise<Finding[]> => {
  const asked = await ask(client.apps.connections.open({}))
  if (asked === null) return [bad(say('doctor.slack.silent'))]
  if ('answer' in asked) return [ok(say('doctor.slack.socket'))]
  const word = slackError(asked.error) ?? vendorErrorOf('apps.connections.open', asked.error).message
  return [bad(say('doctor.slack.noSocket', { word }))]
}

/** Makes the self-check of Slack: token, every permission, signature or connection, the public address, channels, people. */
export const createSlackCheck =
  (given: Given): PlatformCheck =>
  async ({ channels, emails }) => {
    const { client, appClient, baseUrl } = given
    const looked = Promise.all(
      channels.map(async (id): Promise<[string, ChannelState][]> => {
        const state = await inTime(
          lookAt(client, id).catch(() => null),
          limits.examineMs,
        )
        return state === null ? [] : [[id, state]]
      }),
    )
    const strangers = Promise.all(
      emails.map(async (email) => {
        const told = await ask(client.users.lookupByEmail({ email }))
        return told && 'error' in told && slackError(told.error) === 'users_not_found' ? [email] : []
      }),
    )
    const [token, way, states, unknown] = await Promise.all([
      tokenFindings(client),
      appClient === null ? addressFindings(baseUrl, limits.examineMs) : socketFindings(appClient),
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
