import { createHmac } from 'node:crypto'
import { access, type Edge } from './edge.ts'
import {
  directoryId,
  emailOf,
  queueKey,
  slackChannel,
  slackId,
  teamsChannel,
  teamsId,
  teamsTeam,
} from './organisation.ts'

export type Kind = 'new' | 'accept' | 'note' | 'touch' | 'reject'
export type Act = {
  id: string
  kind: Kind
  person: number
  queue: number
  number: number | null
  isAcknowledged: boolean
}
/** A request as a platform brings it: the same bytes each time, signed anew. */
export type Wire = { path: string; headers: () => Record<string, string>; body: string }

export const leadEmail = (act: string) => `lead@${act}.example`

const done: Record<Kind, RegExp> = {
  new: /#\d+ [^"]*waits in/,
  accept: /touch\/reached|"variant":"reached"/,
  note: /Noted on/,
  touch: /Logged for/,
  reject: /It is DISQUALIFIED now/,
}

/** What somebody reads when an act was done, and not when it was refused, put off, or broke. */
export const isDone = ({ kind }: Act, text: string): boolean => done[kind].test(text)

/** Whether words in somebody's own chat are about this act: there is one of its kind by that person on that hand-off. */
export const isAbout = ({ number }: Act, text: string): boolean =>
  number !== null &&
  (text.includes(`#${number} `) || text.includes(`"about":${number},`) || text.includes(`"about":${number}}`))

const slackWire = (form: Record<string, string>, { now }: Edge): Wire => {
  const body = new URLSearchParams(form).toString()
  const headers = () => {
    const timestamp = String(Math.floor(now() / 1_000))
    const signature = createHmac('sha256', access.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
    return {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    }
  }
  return { path: '/slack/events', headers, body }
}

const interactionBy = (type: string, { id, person }: Act) => ({
  type,
  team: { id: 'T1', domain: 'chaos' },
  user: { id: slackId(person), username: slackId(person), name: slackId(person), team_id: 'T1' },
  api_app_id: 'A1',
  trigger_id: `t.${id}`,
  enterprise: null,
  is_enterprise_install: false,
})

/** A slash command; its answer says what came of it. */
export const typed = (act: Act, text: string, edge: Edge): Wire =>
  slackWire(
    {
      team_id: 'T1',
      team_domain: 'chaos',
      channel_id: slackChannel(act.queue),
      channel_name: queueKey(act.queue),
      user_id: slackId(act.person),
      user_name: slackId(act.person),
      command: '/lead',
      text,
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: `${edge.base}/said/${act.id}`,
      trigger_id: `t.${act.id}`,
    },
    edge,
  )

/** A tap on a card in a channel of Slack; what came of it goes to the response URL. */
export const tapped = (act: Act, word: string, ts: string, edge: Edge): Wire => {
  const action = { type: 'button', action_id: word, block_id: `handoff:${act.number}`, action_ts: act.id }
  const channel = slackChannel(act.queue)
  const payload = {
    ...interactionBy('block_actions', act),
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: queueKey(act.queue) },
    message: { type: 'message', ts, user: 'UBATON', text: '', blocks: [] },
    state: { values: {} },
    response_url: `${edge.base}/said/${act.id}`,
    actions: [action],
  }
  return slackWire({ payload: JSON.stringify(payload) }, edge)
}

/** A form that was sent on Slack. */
export const submitted = (act: Act, word: string, values: Record<string, string>, edge: Edge): Wire => {
  const place = slackChannel(act.queue)
  const view = {
    id: `V${act.id}`,
    hash: act.id,
    type: 'modal',
    callback_id: word,
    title: { type: 'plain_text', text: word },
    private_metadata: JSON.stringify({ word, about: act.number, variant: null, place }),
    blocks: [],
    state: {
      values: Object.fromEntries(
        Object.entries(values).map(([field, value]) => [field, { it: { type: 'plain_text_input', value } }]),
      ),
    },
  }
  const payload = { ...interactionBy('view_submission', act), view, response_urls: [] }
  return slackWire({ payload: JSON.stringify(payload) }, edge)
}

/** A tap on a card in a channel of Teams, or a form in it that was sent: an activity, to be signed. */
export const invoked = (act: Act, data: Record<string, unknown>, message: string, edge: Edge) => {
  const now = new Date().toISOString()
  const { person, queue, number, kind } = act
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${act.id}`,
    timestamp: now,
    localTimestamp: now,
    channelId: 'msteams',
    serviceUrl: `${edge.base}/connector/`,
    from: { id: teamsId(person), name: emailOf(person), aadObjectId: directoryId(person) },
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: access.tenantId,
      id: `${teamsChannel(queue)};messageid=${message}`,
    },
    recipient: { id: `28:${access.appId}`, name: 'Baton' },
    entities: [{ locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin', type: 'clientInfo' }],
    channelData: {
      channel: { id: teamsChannel(queue), type: 'standard' },
      team: { id: teamsTeam(queue) },
      tenant: { id: access.tenantId },
    },
    replyToId: message,
    value: {
      action: { type: 'Action.Execute', verb: kind, data: { word: kind, about: number, ...data } },
      trigger: 'manual',
    },
    locale: 'en-US',
    localTimezone: 'Europe/Berlin',
  }
}
