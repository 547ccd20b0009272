import type { Json } from '../../src/playground/api.ts'
import type { Chat, Who } from './chat.ts'
import { inputsOf } from './seen.ts'
import { submitIn } from './teams-forms.ts'
import type { Forgery } from './wire.ts'

/** How a form comes back, by where it stood: in a dialog of a card or of the message extension, or in a message. */
const wayBack = (
  from: 'card' | 'extension' | 'message',
  action: Json,
  data: unknown,
): { name: string; value: Json } => {
  if (from === 'card') return { name: 'task/submit', value: { data, context: { theme: 'default' } } }
  if (from === 'extension')
    return { name: 'composeExtension/submitAction', value: { commandId: 'new', commandContext: 'compose', data } }
  const { type, title, verb } = action
  return { name: 'adaptiveCard/action', value: { action: { type, title, verb, data }, trigger: 'manual' } }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Forms of Teams as they go over the wire, made by hand and signed as the connector signs. */
export const openTeamsWire = (chat: Chat) => {
  const { teams } = chat
  if (!teams) throw new Error('This is not Teams.')
  let sent = 0
  const submit = async (who: Who, values: Record<string, string>, given: Forgery = {}) => {
    const form = given.form ?? chat.modal(who)
    if (!('card' in form)) throw new Error('This is no form of Teams.')
    const inputs = inputsOf(form)
    const unknown = Object.keys(values).filter((id) => !inputs.some((one) => one.id === id))
    if (unknown.length > 0) throw new Error(`The form has no field ${unknown.join(', ')}.`)
    const stands = inputs.flatMap(({ id, value }) => (value === null ? [] : [[id, value] as const]))
    const action = submitIn(form.card)
    const known = { ...(action.data as Json), ...given.hidden }
    const entered = { ...Object.fromEntries(stands), ...values, ...given.extra }
    const data = given.metadata === undefined ? { ...known, ...entered } : parsed(given.metadata)
    const place = form.at === 'dialog' ? chat.placeOf(who, form.spot) : form.at.conversation
    const { name, value } = wayBack(form.from, action, data)
    const id = `f:${given.delivery ?? `wire-${++sent}`}-${form.id}`
    const about = form.at === 'dialog' ? {} : { replyToId: form.at.message }
    const activity = teams.activity(`29:${who}`, place, { type: 'invoke', id, name, value, ...about })
    const answer = await teams.send(activity)
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Json | null }
  }
  return { submit }
}
