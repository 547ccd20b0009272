import type { Json } from '../../src/playground/api.ts'
import { sign } from '../../src/playground/vendors/slack/ctx.ts'
import { type Chat, channels, type Who } from './chat.ts'
import { signingSecret } from './slack-driver.ts'
import type { Forgery } from './wire.ts'

export type How = { secret?: string; ageS?: number; signature?: string; type?: string }

/** How each kind of element says what was entered; those of text say `value`. */
const entering: Record<string, (value: string) => Json> = {
  static_select: (value) => ({ selected_option: { value } }),
  external_select: (value) => ({ selected_option: { value } }),
  checkboxes: (values) => ({ selected_options: values.split(' ').map((value) => ({ value })) }),
  users_select: (selected_user) => ({ selected_user }),
  multi_users_select: (values) => ({ selected_users: values.split(' ') }),
  conversations_select: (selected_conversation) => ({ selected_conversation }),
  datepicker: (selected_date) => ({ selected_date }),
  timepicker: (selected_time) => ({ selected_time }),
}
const valueIn = (type: string, value: string): Json => ({ type, ...(entering[type]?.(value) ?? { value }) })

type View = { blocks: readonly Json[]; state: Json }

/** A form's state with other values than a client would let anybody enter, by the id of their field. */
const enteredIn = (view: View, values: Record<string, string>) => {
  const blocks = view.blocks.filter((one) => one.type === 'input')
  const forced = blocks.flatMap((block) => {
    const id = String(block.block_id)
    const element = block.element as Json
    const value = values[id]
    return value === undefined
      ? []
      : [[id, { [String(element.action_id)]: valueIn(String(element.type), value) }] as const]
  })
  const unknown = Object.keys(values).filter((id) => !blocks.some((block) => block.block_id === id))
  if (unknown.length > 0) throw new Error(`The form has no field ${unknown.join(', ')}.`)
  return { ...view.state, ...Object.fromEntries(forced) }
}

/** Requests as they go over the wire, made and signed by hand: what no client of Slack would send. */
export const openSlackWire = (chat: Chat) => {
  let sent = 0
  const send = (body: string, how: How = {}) => {
    const at = String(Math.floor(chat.clock.ms / 1_000) - (how.ageS ?? 0))
    const signature = how.signature ?? sign(how.secret ?? signingSecret, at, body)
    return fetch(`${chat.url()}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': how.type ?? 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': at,
        'x-slack-signature': signature,
      },
    })
  }
  const interaction = (who: Who, type: string): Json => ({
    type,
    team: { id: 'T1' },
    user: { id: chat.idOf(who), team_id: 'T1' },
    api_app_id: 'A1',
    trigger_id: `wire.${++sent}`,
  })
  const payload = (json: Json, how?: How) =>
    send(new URLSearchParams({ payload: JSON.stringify(json) }).toString(), how)
  /** An event, each with an id of its own unless one is given: a repeat of Slack is signed anew and keeps the id. */
  const event = (json: Json, event_id = `EvWire${++sent}`) =>
    send(
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T1',
        api_app_id: 'A1',
        authorizations: [{ team_id: 'T1' }],
        event: json,
        event_id,
      }),
      { type: 'application/json' },
    )
  /** A tap on a button of the hand-off's card. */
  const tapJson = (who: Who, about: number | string, word: string, more: Json = {}): Json => ({
    ...interaction(who, 'block_actions'),
    channel: { id: channels.dach },
    container: { type: 'message', message_ts: '1.1', channel_id: channels.dach },
    response_url: `https://hooks.slack.com/actions/T1/1/none`,
    actions: [{ type: 'button', action_id: word, block_id: `handoff:${about}`, action_ts: `${++sent}.1` }],
    ...more,
  })
  const submit = async (who: Who, values: Record<string, string>, given: Forgery = {}) => {
    const view = given.form ?? chat.modal(who)
    if (!('blocks' in view)) throw new Error('This is no form of Slack.')
    const known = JSON.parse(view.hidden) as Json
    const private_metadata = given.metadata ?? JSON.stringify({ ...known, ...given.hidden })
    const form = { ...view.head, type: 'modal', private_metadata, blocks: view.blocks }
    const entered = { ...enteredIn(view, values), ...given.extra }
    const answer = await payload({
      ...interaction(who, 'view_submission'),
      view: { ...form, id: view.id, hash: given.delivery ?? `${++sent}.wire`, state: { values: entered } },
    })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Json | null }
  }
  return { send, payload, event, tapJson, submit }
}
