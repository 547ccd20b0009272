import type { Json } from '../../src/playground/api.ts'
import { createSlack } from '../../src/playground/vendors/slack/slack.ts'

/** A request as the product received it. */
export type Received = { headers: Headers; raw: string; payload: Json }

type World = Parameters<typeof createSlack>[0]

export const signingSecret = 'a-secret-for-tests'

const read = (headers: Headers, raw: string): Json => {
  if (headers.get('content-type') === 'application/json') return JSON.parse(raw)
  const form = Object.fromEntries(new URLSearchParams(raw))
  return form.payload ? JSON.parse(form.payload) : form
}

/** A fake Slack with three people and two channels, a clock that stands still, and a product that `answers` as the test says. */
export const openWorld = (
  answers: (received: Received) => Response | Promise<Response> = () => new Response(''),
  over: Partial<World> = {},
) => {
  const clock = { ms: Date.parse('2026-11-23T09:00:00Z') }
  const received: Received[] = []
  let ids = 0
  const slack = createSlack({
    team: { id: 'T1', name: 'Nordlicht' },
    appId: 'A1',
    botUserId: 'UBOT',
    botToken: 'xoxb-1',
    signingSecret,
    command: '/lead',
    baseUrl: 'https://hooks.slack.com',
    deliver: async (request) => {
      const raw = await request.text()
      const one = { headers: request.headers, raw, payload: read(request.headers, raw) }
      received.push(one)
      return answers(one)
    },
    now: () => clock.ms,
    newId: () => `ID${++ids}`,
    rates: false,
    ...over,
  })
  slack.addUser({ id: 'ULENA', name: 'Lena Vogt', email: 'lena.vogt@nordlicht.example', tz: 'Europe/Berlin' })
  slack.addUser({ id: 'UFELIX', name: 'Felix Amsel', email: 'felix.amsel@nordlicht.example', tz: 'Europe/Rome' })
  slack.addUser({ id: 'UGAST', name: 'Gast', email: 'gast@else.example', tz: 'UTC', teamId: 'T2' })
  slack.addChannel({ id: 'CDACH', name: 'dach', members: 'all' })
  slack.addChannel({ id: 'CSOLO', name: 'solo', members: ['ULENA'], hasBot: false })

  const send = async (method: string, body: string, contentType: string, token = 'xoxb-1'): Promise<Json> => {
    const headers = { 'content-type': contentType, authorization: `Bearer ${token}` }
    const url = `https://slack.com/api/${method}`
    const response = await slack.handle(new Request(url, { method: 'POST', headers, body }))
    return {
      ...JSON.parse(await response.text()),
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    }
  }
  /** Calls a method with a JSON body. */
  const call = (method: string, args: Json = {}, token?: string) =>
    send(method, JSON.stringify(args), 'application/json; charset=utf-8', token)
  /** Calls a method as the usual client does: a form whose objects are JSON text. */
  const callByForm = (method: string, args: Json) => {
    const texts = Object.entries(args).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
    return send(method, new URLSearchParams(texts).toString(), 'application/x-www-form-urlencoded')
  }
  /** Posts to a response URL and gives the HTTP status. */
  const respond = async (url: unknown, args: Json) =>
    (
      await slack.handle(
        new Request(String(url), {
          method: 'POST',
          body: JSON.stringify(args),
          headers: { 'content-type': 'application/json' },
        }),
      )
    ).status
  const last = (): Json => received.at(-1)?.payload ?? {}
  const dach = (user = 'ULENA') => slack.see(user).channels.find((channel) => channel.id === 'CDACH')?.messages ?? []
  return { slack, clock, received, call, callByForm, respond, last, dach }
}

export const plain = (text: string): Json => ({ type: 'plain_text', text })
export const button = (actionId: string, over: Json = {}): Json => ({
  type: 'button',
  action_id: actionId,
  text: plain('Accept'),
  value: '142',
  ...over,
})
export const card = (text = 'MQL · #142'): Json[] => [
  { type: 'section', block_id: 'face', text: { type: 'mrkdwn', text } },
  { type: 'actions', block_id: 'handoff:142', elements: [button('accept', { style: 'primary' }), button('reject')] },
]
export const noteInput = (over: Json = {}): Json => ({
  type: 'input',
  block_id: 'note',
  label: plain('Note'),
  element: { type: 'plain_text_input', action_id: 'text', ...over },
})
export const form = (blocks: Json[] = [noteInput()], over: Json = {}): Json => ({
  type: 'modal',
  callback_id: 'reject',
  title: plain('Reject'),
  submit: plain('Save'),
  blocks,
  ...over,
})
