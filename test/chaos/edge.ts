import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createSlack } from '../../src/playground/vendors/slack/slack.ts'
import { createTeams } from '../../src/playground/vendors/teams/teams.ts'
import { answerWith } from '../support/edge.ts'
import type { Chance } from './chance.ts'

/** A message that a platform took. `key` is the product's own, which Slack keeps; `about` the hand-off that its card is of. */
export type Post = {
  platform: 'slack' | 'teams'
  where: string
  id: string
  key: string | null
  about: number | null
  at: number
  isAnswered: boolean
}

type Fate = { status?: number; isTaken: boolean; how: 'answer' | 'hang' | 'drop' }

export const access = {
  botToken: 'xoxb-chaos',
  signingSecret: 'chaos',
  appId: '11111111-2222-4333-8444-555555555555',
  password: 'a-secret',
  tenantId: '99999999-2222-4333-8444-555555555555',
}

const passed: Fate = { isTaken: true, how: 'answer' }

/** Of a hundred calls ten are throttled, ten break, two are never answered and two lose their connection; half of these were taken. */
const fateOf = (chance: Chance): Fate => {
  const drawn = chance()
  const isTaken = chance() < 0.5
  if (drawn < 0.1) return { status: 429, isTaken: false, how: 'answer' }
  if (drawn < 0.2) return { status: 500, isTaken, how: 'answer' }
  if (drawn < 0.22) return { isTaken, how: 'hang' }
  if (drawn < 0.24) return { isTaken, how: 'drop' }
  return passed
}

const read = async (req: IncomingMessage) => {
  const sent = new Uint8Array(await buffer(req))
  const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)])
  const method = req.method ?? 'GET'
  const make = () =>
    new Request(`http://${req.headers.host}${req.url}`, { method, headers, body: method === 'GET' ? null : sent })
  return { make, text: Buffer.from(sent).toString() }
}

const slackPost = (text: string, answer: { ts?: string; channel?: string }): Omit<Post, 'at' | 'isAnswered'> => {
  const args = text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
  const metadata = typeof args.metadata === 'string' ? JSON.parse(args.metadata) : args.metadata
  const key = metadata?.event_payload?.key ?? null
  const about = /"handoff:(\d+)/.exec(JSON.stringify(args.blocks ?? '').replaceAll('\\', ''))?.[1]
  const where = answer.channel ?? String(args.channel)
  return { platform: 'slack', where, id: String(answer.ts), key, about: about === undefined ? null : Number(about) }
}

const teamsPost = (path: string, text: string, answer: { id?: string; activityId?: string }) => {
  const { channelData } = JSON.parse(text)
  const [, place] = /\/v3\/conversations\/([^/]+)\/activities/.exec(path) ?? []
  const where = place ? (decodeURIComponent(place).split(';')[0] ?? '') : String(channelData?.channel?.id ?? '')
  const about = /"about":(\d+)/.exec(text)?.[1]
  const id = String(answer.activityId ?? answer.id)
  return { platform: 'teams' as const, where, id, key: null, about: about === undefined ? null : Number(about) }
}

/** Both platforms on one port of this machine, as bad as `storm` makes them; it is as late there as the product's clock says. */
export const openEdge = async (
  chance: Chance,
  now: () => number,
  deliver: (path: string, request: Request) => Promise<Response>,
) => {
  const posts: Post[] = []
  const faults = new Map<string, number>()
  let calls = 0
  let isStormy = false
  let heard = (_act: string, _text: string): void => undefined
  let toldInChat = (_conversation: string, _text: string): void => undefined
  const hanging = new Set<ServerResponse>()

  const takePost = async (path: string, text: string, answer: Response) => {
    const isSlack = path.endsWith('/api/chat.postMessage')
    const isTeams = /\/v3\/conversations(\/[^/]+\/activities(\/[^/]+)?)?$/.test(path)
    if (!answer.ok || (!isSlack && !isTeams)) return null
    const body = await answer
      .clone()
      .json()
      .catch(() => ({}))
    if (isSlack && body.ok !== true) return null
    if (isTeams && JSON.parse(text || '{}').activity === undefined && !path.includes('/activities')) return null
    const post: Post = {
      ...(isSlack ? slackPost(text, body) : teamsPost(path, text, body)),
      at: Date.now(),
      isAnswered: false,
    }
    posts.push(post)
    if (post.platform === 'teams') toldInChat(post.where, text)
    return post
  }

  const serve = async (req: IncomingMessage, res: ServerResponse) => {
    const { make, text } = await read(req)
    const path = String(req.url).split('?')[0] ?? ''
    const act = /^\/said\/(.+)$/.exec(path)?.[1]
    if (act !== undefined) {
      heard(act, text)
      return void res.end('ok')
    }
    const isKeys = path.startsWith('/openid/')
    const fate = isStormy && !isKeys ? fateOf(chance) : passed
    calls++
    if (fate !== passed) {
      const name = fate.how === 'answer' ? String(fate.status) : fate.how
      faults.set(name, (faults.get(name) ?? 0) + 1)
    }
    const isSlack = path.startsWith('/api/')
    const answer = fate.isTaken ? await (isSlack ? slack : teams).handle(make()) : null
    const post = answer && req.method === 'POST' ? await takePost(path, text, answer) : null
    if (fate.how === 'drop') return void res.socket?.destroy()
    if (fate.how === 'hang') return void hanging.add(res)
    if (fate.status !== undefined) {
      res.writeHead(fate.status, fate.status === 429 ? { 'retry-after': '1' } : {})
      return void res.end('{}')
    }
    // Whoever asked may have been killed meanwhile.
    const isThere = res.socket !== null && !res.socket.destroyed
    if (answer) await answerWith(res, answer)
    if (post) Object.assign(post, { at: Date.now(), isAnswered: isThere })
  }
  const server = createServer((req, res) => void serve(req, res).catch(() => res.socket?.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const slack = createSlack({
    team: { id: 'T1', name: 'Fjordlight' },
    appId: 'A1',
    botUserId: 'UBATON',
    botToken: access.botToken,
    signingSecret: access.signingSecret,
    command: '/lead',
    baseUrl: base,
    deliver: (request) => deliver('/slack/events', request),
    now,
    rates: false,
  })
  const places = { loginUrl: `${base}/login/`, openIdUrl: `${base}/openid/.well-known/openidconfiguration` }
  const { appId, password, tenantId } = access
  const teams = createTeams({
    ...places,
    appId,
    password,
    tenantId,
    botName: 'Baton',
    serviceUrl: `${base}/connector/`,
    extensions: [],
    deliver: (request) => deliver('/api/messages', request),
    // What it signs is checked against the time of day.
    now: Date.now,
    rates: false,
  })
  return {
    base,
    now,
    slack,
    teams,
    posts,
    faults,
    calls: () => calls,
    env: {
      slack: {
        mode: 'http' as const,
        botToken: access.botToken,
        signingSecret: access.signingSecret,
        apiUrl: `${base}/api/`,
      },
      teams: { ...places, appId, password, tenantId, isAnonymous: false as const },
    },
    /** Who is told what a response URL was told, by the act that it was given with. */
    onHeard: (listener: typeof heard) => {
      heard = listener
    },
    /** Who is told what the app writes into a conversation of Teams. */
    onTold: (listener: typeof toldInChat) => {
      toldInChat = listener
    },
    storm: (isOn: boolean) => {
      isStormy = isOn
    },
    close: () => {
      for (const res of hanging) res.socket?.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Edge = Awaited<ReturnType<typeof openEdge>>
