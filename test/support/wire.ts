import { asc, eq, sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import { handoffs, history } from '../../db/schema/index.ts'
import type { Json, View } from '../../src/playground/api.ts'
import { sign } from '../../src/playground/vendors/slack/ctx.ts'
import { type Chat, channels, signingSecret, type Where, type Who } from './chat.ts'

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
export const openWire = (chat: Chat) => {
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
  /**
   * Sends the open form, or one that was open before, with these values in its fields, by their ids. `hidden` is what the
   * form says of itself that is not what the product put there, `metadata` all of that, and `extra` fields that it does
   * not have or values of another shape; `hash` is the one that the form had at another sending.
   */
  const submit = async (
    who: Who,
    values: Record<string, string>,
    given: { form?: View; hidden?: Json; metadata?: string; extra?: Json; hash?: string } = {},
  ) => {
    const view = given.form ?? chat.modal(who)
    const shown = (view.sent.args.view ?? {}) as Json
    const { callback_id, title, submit: label, close } = shown
    const known = JSON.parse(String(shown.private_metadata)) as Json
    const private_metadata = given.metadata ?? JSON.stringify({ ...known, ...given.hidden })
    const form = { type: 'modal', callback_id, private_metadata, title, submit: label, close, blocks: view.blocks }
    const entered = { ...enteredIn(view, values), ...given.extra }
    const answer = await payload({
      ...interaction(who, 'view_submission'),
      view: { ...form, id: view.id, hash: given.hash ?? `${++sent}.wire`, state: { values: entered } },
    })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Json | null }
  }
  return { send, payload, event, tapJson, submit }
}

/** The errors of an answer, by the id of their field. */
export const fieldErrors = (body: Json | null) => (body?.errors ?? {}) as Record<string, string>

/** The lines of a hand-off, oldest first. */
export const linesOf = async (chat: Chat, number: number) => {
  const db = chat.db()
  const lines = await db
    .select({ verb: history.verb, to: history.toStage, surface: history.surface })
    .from(history)
    .innerJoin(handoffs, eq(handoffs.id, history.handoffId))
    .where(eq(handoffs.number, number))
    .orderBy(asc(history.id))
  return lines
}

/** How often anything was done at all. */
export const countLines = async (chat: Chat): Promise<number> => {
  const [row] = await rowsOf(chat.db(), sql`select count(*)::int as n from history`)
  return Number(row?.n)
}

/** Felix hands off a lead to the queue of a place; gives the number. */
export const handOffLead = async (chat: Chat, fields: Record<string, string> = {}, where: Where = 'dach') => {
  const before = await countLines(chat)
  await chat.type('Felix', 'new', 'marketing')
  const lead = { Name: 'Katrin Weiss', Email: `lead.${before}@company${before}.example`, Company: 'Adlerwerk GmbH' }
  const about = { Source: 'demo request', 'Why now?': 'An audit in March.', Queue: where === 'dach' ? 'DACH' : 'Italy' }
  const act = await chat.fill('Felix', { ...lead, ...about, ...fields })
  const [row] = await rowsOf(chat.db(), sql`select max(number) as number from handoffs`)
  if ((await countLines(chat)) === before) throw new Error(`Nothing was handed off: ${JSON.stringify(act)}`)
  return Number(row?.number)
}
