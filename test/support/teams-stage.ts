import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { http } from 'msw'
import type { Json } from '../../src/playground/api.ts'
import { createTeams, type FakeTeams } from '../../src/playground/vendors/teams/teams.ts'
import { castOn, people, type Where, type Who } from './cast.ts'
import type { Mishap, Spot, Stage } from './driver.ts'

const { channels, idOf } = castOn.teams

const credentials = { appId: '11111111-2222-4333-8444-555555555555', password: 'a-password-for-journeys' }
export const tenantId = '0c0ffee0-1111-4222-8333-444444444444'
/** The team that a channel is in: each has its own, since the app is added to teams, and taken out of them. */
export const teamOf = (where: Where) => ({ id: `19:team-${where}@thread.tacv2`, name: where.toUpperCase() })
const loginUrl = 'https://login.microsoftonline.com/'
const openIdUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
const serviceUrl = 'https://smba.trafficmanager.net/emea/'

/** A message that the product sent or changed in the course of a deed. */
export type TeamsCall = { method: string; id: string; conversation: string; root: string | null; text: string }
/** Somebody's act as it is carried out, from which place, and what the product sent meanwhile. */
export type TeamsDeed = { who: Who; spot: Spot; calls: TeamsCall[] }

/** The deed in whose request the product is at work: calls in it are answers, all others are of the outbox. */
const underway = new AsyncLocalStorage<TeamsDeed | undefined>()
/** The deed that a person is at, on the side of the platform. */
const acting = new AsyncLocalStorage<TeamsDeed>()
const deeds = new Map<string, TeamsDeed>()
const header = 'x-journey-deed'
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }
  underway.enterWith(deeds.get(String(request.headers[header])))
})

const mishaps: Record<Mishap['how'], Omit<Parameters<FakeTeams['fail']>[0], 'call'>> = {
  throttled: { status: 429, code: 'TooManyRequests', retryAfterS: 1 },
  broken: { status: 500 },
  'answer lost': { how: 'lostAnswer' },
  'not there': { status: 403, code: 'BotNotInConversationRoster' },
  'not allowed': { status: 403, code: 'MessageWritesBlocked' },
  'token refused': { status: 401, code: 'Unauthorized' },
  'message gone': { status: 404, code: 'ActivityNotFoundInConversation' },
  'not taken': { status: 400, code: 'BadSyntax' },
}
const methods = { post: 'POST', redraw: 'PUT' } as const

type Sending = {
  attachments?: { content: Json }[]
  channelData?: { channel?: { id?: string } }
  activity?: { attachments?: { content: Json }[] }
}

const jsonIn = (text: string): Json => {
  const value: unknown = text === '' ? {} : JSON.parse(text)
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

/** A fake Teams at the product's HTTP edge, with a team of everybody. */
export const openTeamsStage = ({ now, origin, delivered }: Stage) => {
  const planned: Mishap[] = []
  const log: Json[] = []
  const met = new Set<Mishap['how']>()
  let sent = 0
  let answered = (_deed: TeamsDeed, _call: TeamsCall): void => undefined
  const teams = createTeams({
    tenantId,
    ...credentials,
    botName: 'Baton',
    serviceUrl,
    loginUrl,
    openIdUrl,
    extensions: [{ id: 'new', title: 'Hand off a lead', at: ['compose', 'message'] }],
    deliver: async (request) => {
      const body = await request.text()
      const headers = new Headers(request.headers)
      const deed = `${process.pid}.${++sent}`
      const act = acting.getStore()
      if (act) deeds.set(deed, act)
      headers.set(header, deed)
      delivered.push({ type: headers.get('content-type') ?? '', body })
      return fetch(`${origin()}/api/messages`, { method: 'POST', headers, body })
    },
    now,
    rates: false,
  })
  for (const [who, name, local] of people)
    teams.addUser({
      id: `29:${who}`,
      aadObjectId: idOf(who),
      name,
      email: `${local}@fjordlight.example`,
      tz: 'Europe/Berlin',
    })
  const members = people.map(([who]) => `29:${who}`)
  for (const [name, id] of Object.entries(channels) as [Where, string][]) {
    teams.addTeam({ ...teamOf(name), members })
    teams.addConversation({ id, name, kind: 'channel', teamId: teamOf(name).id, hasBot: false })
  }

  /** What goes wrong is for what the outbox sends, not for an answer that somebody waits for. */
  const meet = (method: string, path: string) => {
    const isOfConversation = path.includes('/v3/conversations')
    const at = planned.findIndex(({ call }) => isOfConversation && methods[call] === method)
    const one = planned[at]
    if (!one || underway.getStore()) return
    const left = (one.times ?? 1) - 1
    if (left <= 0) planned.splice(at, 1)
    else planned[at] = { ...one, times: left }
    met.add(one.how)
    teams.fail({ call: method, times: 1, ...mishaps[one.how] })
  }
  const call = async (request: Request): Promise<Response> => {
    const deed = underway.getStore()
    const { pathname } = new URL(request.url)
    meet(request.method, pathname)
    const text = await request.clone().text()
    const answer = await teams.handle(request)
    if (!pathname.includes('/v3/conversations') || request.method === 'GET') return answer
    const [, place = '', about = ''] =
      /\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/.exec(pathname) ?? []
    const [conversation = '', root = null] = decodeURIComponent(place).split(';messageid=')
    const given = answer.ok && request.method === 'POST' ? jsonIn(await answer.clone().text()) : {}
    const id = request.method === 'PUT' ? decodeURIComponent(about) : String(given.activityId ?? given.id ?? '')
    log.push({
      method: `${request.method} ${decodeURIComponent(pathname)}`,
      args: jsonIn(text),
      isTaken: answer.ok,
      id,
    })
    if (!deed || !answer.ok || place === '') return answer
    const made = { method: request.method, id, conversation, root, text: String(jsonIn(text).text ?? '') }
    deed.calls.push(made)
    answered(deed, made)
    return answer
  }

  return {
    teams,
    /** All that the product sent, in the order in which it came. */
    log,
    sentTo: (where: Where) =>
      log.flatMap(({ method, args, isTaken }) => {
        const { attachments, channelData, activity } = args as Sending
        const isThere = String(method).includes(channels[where]) || channelData?.channel?.id === channels[where]
        const card = (attachments ?? activity?.attachments)?.[0]?.content
        return isThere && isTaken && card ? [{ card }] : []
      }),
    env: {
      teams: { isAnonymous: false as const, ...credentials, tenantId, loginUrl, openIdUrl },
    },
    handlers: [serviceUrl, loginUrl, 'https://login.botframework.com/'].map((url) =>
      http.all(`${url}*`, ({ request }) => call(request)),
    ),
    /** Names who is told of each message that the product sends in the course of a deed, however late. */
    onAnswer: (listener: typeof answered) => {
      answered = listener
    },
    /** Carries out an act of somebody in a place, and gives what the product called the platform for meanwhile. */
    within: async <T>(who: Who, spot: Spot, act: () => Promise<T>) => {
      const deed: TeamsDeed = { who, spot, calls: [] }
      return { done: await acting.run(deed, act), deed }
    },
    fail: (mishap: Mishap) => void planned.push(mishap),
    hasMet: (how: Mishap['how']) => met.has(how),
  }
}
