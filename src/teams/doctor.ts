import { addressFindings, askInTime, type Noticed, refusalFinding } from '../chat/examine.ts'
import { fetchWithin } from '../chat/fetch-within.ts'
import { inTime } from '../chat/in-time.ts'
import { VendorError } from '../chat/messenger.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import type { PlatformCheck } from '../services/doctor.ts'
import { bad, type Finding, ok, warn } from '../texts/finding.ts'
import { type Sentence, say, span } from '../texts/sentence.ts'
import type { Connector } from './connector.ts'
import { limits } from './limits.ts'
import { askLogin, type Login } from './login.ts'
import { lookAt } from './look.ts'
import type { Person, Roster } from './roster.ts'

type Given = {
  call: Connector
  /** Null where the store cannot be read. */
  roster: Roster | null
  env: TeamsEnv
  baseUrl: string
  /** Null for a process that takes no requests itself. */
  noticed: (() => Noticed) | null
  now: () => number
}

/** What the numbers of the login mean, which stay while its sentences change. */
const meanings: [key: 'secret' | 'secretOver' | 'appId' | 'tenant', codes: number[]][] = [
  ['secretOver', [7_000_222]],
  ['secret', [7_000_215, 7_000_218]],
  ['appId', [700_016, 7_000_229, 7_000_112]],
  ['tenant', [90_002, 900_021, 900_023]],
]

/** Words for what the login refuses, each with its way out. */
const adviceFor = ({ status, word, codes }: Exclude<Login, { token: string }>): Sentence => {
  if (status === 429 || status >= 500) return say('doctor.teams.away', { said: String(status) })
  const known = meanings.find(([, all]) => codes.some((one) => all.includes(one)))
  return known ? say(`doctor.teams.${known[0]}`) : say('doctor.teams.login', { word: word || String(status) })
}

const tokenFinding = async (env: TeamsEnv): Promise<Finding> => {
  if (env.isAnonymous) return warn(say('doctor.teams.unchecked'))
  const asked = await askInTime(askLogin(env, fetchWithin(limits.interactiveMs)), limits.examineMs)
  if (asked === null) return bad(say('doctor.teams.silent'))
  if ('error' in asked)
    return bad(say('doctor.teams.away', { said: asked.error instanceof Error ? asked.error.message : '' }))
  return 'token' in asked.answer ? ok(say('doctor.teams.token')) : bad(adviceFor(asked.answer))
}

const requestFinding = (noticed: Noticed, now: number): Finding => {
  const refused = refusalFinding('teams', noticed, now)
  if (refused) return refused
  return noticed.takenAt === null
    ? ok(say('doctor.teams.quiet'))
    : ok(say('doctor.teams.requests', { ago: span(now - noticed.takenAt) }))
}

const isGone = (error: unknown) => error instanceof VendorError && error.closesPlace === 'removed'

/** The people of every conversation that Baton shares with several; what is not known of one of them is not held against anybody. */
const peopleOf = async (roster: Roster) => {
  roster.forget()
  const told = await Promise.all(
    (await roster.lists()).map(({ id, serviceUrl }) => askInTime(roster.peopleOf(id, serviceUrl), limits.examineMs)),
  )
  const errors = told.flatMap((one) => (one && 'error' in one ? [one.error] : []))
  const people = told.flatMap((one) => (one && 'answer' in one ? [one.answer] : []))
  return {
    people,
    isWhole: people.length + errors.filter(isGone).length === told.length,
    isRefused: errors.some((one) => one instanceof VendorError && one.closesAll),
  }
}

const heardFinding = async (roster: Roster, count: number, url: string): Promise<Finding> => {
  if (count > 0) return ok(say('doctor.teams.heard', { count }))
  const isHeard = (await roster.anyServiceUrl()) !== null
  return warn(isHeard ? say('doctor.teams.noTeam') : say('doctor.teams.unheard', { url }))
}

const isOneOf = (people: Person[][], email: string) =>
  people.some((list) => list.some((one) => one.isColleague && one.emails.includes(email.toLowerCase())))

/** Makes the self-check of Teams: token, requests, the public address, where the app is, channels, people. */
export const createTeamsCheck =
  ({ call, roster, env, baseUrl, noticed, now }: Given): PlatformCheck =>
  async ({ channels, emails }) => {
    const looked = Promise.all(
      channels.map(async (id): Promise<[string, ChannelState][]> => {
        const state =
          roster &&
          (await inTime(
            lookAt({ call, roster }, id).catch(() => null),
            limits.examineMs,
          ))
        return state === null ? [] : [[id, state]]
      }),
    )
    const [token, address, reached, states] = await Promise.all([
      tokenFinding(env),
      env.isAnonymous ? [] : addressFindings(baseUrl, limits.examineMs),
      roster && peopleOf(roster),
      looked,
    ])
    const isRefused = token.level === 'ok' && reached?.isRefused === true
    const isKnown = roster && reached?.isWhole === true
    return {
      findings: [
        token,
        ...(isRefused ? [bad(say('doctor.teams.connector'))] : []),
        ...(noticed ? [requestFinding(noticed(), now())] : []),
        ...address,
        ...(isKnown ? [await heardFinding(roster, reached.people.length, baseUrl)] : []),
      ],
      channels: new Map(states.flat()),
      strangers: isKnown ? emails.filter((email) => !isOneOf(reached.people, email)) : [],
    }
  }
