import type { Act, Json } from '../../src/playground/api.ts'
import type { TeamsActRequest, TeamsMessage } from '../../src/playground/teams-api.ts'
import { jsonOf, parseJson } from '../../src/playground/vendors/json.ts'
import type { TeamsOptions } from '../../src/playground/vendors/teams/options.ts'
import { createTeams } from '../../src/playground/vendors/teams/teams.ts'

/** An activity as the product received it. */
export type Received = { headers: Headers; raw: string; activity: Json }

export const service = 'https://smba.test/emea/'
export const sales = '19:sales@thread.tacv2'
export const dach = '19:dach@thread.tacv2'
export const shared = '19:shared@thread.tacv2'
export const group = '19:group@thread.v2'

/** A fake Teams with four people, a team and a group, a clock that stands still, and a product that `answers` as the test says. */
export const openTeams = (
  answers: (received: Received) => Response | Promise<Response> = () => new Response(null, { status: 200 }),
  over: Partial<TeamsOptions> = {},
) => {
  const clock = { ms: Date.parse('2026-11-23T09:00:00Z') }
  const received: Received[] = []
  let ids = 0
  const teams = createTeams({
    tenantId: 'tenant-1',
    appId: 'app-1',
    password: 'secret',
    botName: 'Baton',
    serviceUrl: service,
    loginUrl: 'https://login.test/',
    openIdUrl: 'https://bot.test/v1/.well-known/openidconfiguration',
    extensions: [
      { id: 'new', title: 'New lead', at: ['compose', 'message'] },
      { id: 'find', title: 'Find', at: ['compose'] },
    ],
    deliver: async (request) => {
      const raw = await request.text()
      const one = { headers: request.headers, raw, activity: jsonOf(parseJson(raw)) }
      received.push(one)
      return answers(one)
    },
    now: () => clock.ms,
    tokenNow: () => clock.ms,
    newId: () => `id-${++ids}`,
    rates: false,
    ...over,
  })
  const people = [
    {
      id: '29:lena',
      aadObjectId: 'aad-lena',
      name: 'Lena Vogt',
      email: 'lena.vogt@nordlicht.example',
      tz: 'Europe/Berlin',
    },
    {
      id: '29:felix',
      aadObjectId: 'aad-felix',
      name: 'Felix Amsel',
      email: 'felix@nordlicht.example',
      tz: 'Europe/Rome',
    },
    {
      id: '29:noor',
      aadObjectId: 'aad-noor',
      name: 'Noor Haddad',
      email: 'noor@studio.example',
      tz: 'UTC',
      isGuest: true,
    },
    {
      id: '29:stan',
      aadObjectId: 'aad-stan',
      name: 'Stan Okafor',
      email: 'stan@harbour.example',
      tz: 'UTC',
      tenantId: 'tenant-2',
      organisation: 'Harbour',
    },
  ]
  for (const person of people) teams.addUser(person)
  teams.addTeam({ id: sales, name: 'Sales', members: ['29:lena', '29:felix', '29:noor'] })
  teams.addConversation({ id: dach, name: 'dach', kind: 'channel', teamId: sales })
  const members = ['29:lena', '29:stan']
  teams.addConversation({ id: shared, name: 'shared', kind: 'channel', teamId: sales, channelType: 'shared', members })
  teams.addConversation({ id: group, name: 'Deals', kind: 'group', members: ['29:lena', '29:felix'] })

  const login = async (over: Record<string, string> = {}, tenant = 'tenant-1') => {
    const form = {
      grant_type: 'client_credentials',
      client_id: 'app-1',
      client_secret: 'secret',
      scope: 'https://api.botframework.com/.default',
      ...over,
    }
    const url = `https://login.test/${tenant}/oauth2/v2.0/token`
    const response = await teams.handle(new Request(url, { method: 'POST', body: new URLSearchParams(form) }))
    return { status: response.status, body: (await response.json()) as Json }
  }
  let token: string | null = null
  /** Calls the connector as the product does. */
  const call = async (method: string, path: string, body?: unknown, own?: string) => {
    token ??= String((await login()).body.access_token)
    const headers = { authorization: `Bearer ${own ?? token}`, 'content-type': 'application/json' }
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await teams.handle(new Request(`${service}${path}`, init))
    const text = await response.text()
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: (text === '' ? {} : JSON.parse(text)) as Json,
    }
  }
  /** Posts a message of the app and gives its id. */
  const post = async (conversation: string, activity: Json) => {
    const answer = await call('POST', `v3/conversations/${encodeURIComponent(conversation)}/activities`, activity)
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    return String(answer.body.id)
  }
  const act = (user: string, asked: TeamsActRequest): Promise<Act> => teams.act(user, asked)
  const last = (): Json => received.at(-1)?.activity ?? {}
  const messages = (conversation = dach, user = '29:lena'): TeamsMessage[] =>
    teams.see(user).conversations.find(({ id }) => id === conversation)?.messages ?? []
  const message = (conversation: string, id: string, user = '29:lena') =>
    messages(conversation, user).find((each) => each.id === id)
  return { teams, clock, received, login, call, post, act, last, messages, message }
}

export const execute = (verb: string, over: Json = {}): Json => ({
  type: 'Action.Execute',
  title: verb,
  verb,
  data: { word: verb, about: 142 },
  ...over,
})

export const text = (words: string): Json => ({ type: 'TextBlock', text: words, wrap: true })

export const card = (
  body: Json[] = [text('MQL 142')],
  actions: Json[] = [execute('accept')],
  over: Json = {},
): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions,
  ...over,
})

const cardType = 'application/vnd.microsoft.card.adaptive'

/** A message with a card, as the app posts it. */
export const withCard = (content: Json = card(), over: Json = {}): Json => ({
  type: 'message',
  summary: 'MQL 142',
  attachments: [{ contentType: cardType, content }],
  ...over,
})

export const json = (body: unknown, status = 200): Response => Response.json(body, { status })

/** The answers to a tap: a card of one's own, or a line. */
export const ownCard = (value: Json) => json({ statusCode: 200, type: cardType, value })
export const toast = (value: string) =>
  json({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value })

/** The answer that opens a dialog. */
export const dialog = (content: Json, title = 'Reject') =>
  json({
    task: {
      type: 'continue',
      value: { title, height: 'medium', width: 'medium', card: { contentType: cardType, content } },
    },
  })
