import { type Body, firstOf, isBody, objectOf, textOf } from '../chat/body.ts'
import type { Intent } from '../chat/intent.ts'
import { readTyped } from '../chat/typed-words.ts'
import { cleanLine, cleanText } from '../domain/plain-text.ts'
import { isId } from './body.ts'
import type { Metadata } from './form.ts'
import { unescapeText } from './text.ts'

const longest = { word: 100, text: 4_000, entered: 100_000 }

/** A conversation by Slack's id; null where there is none. */
export const placeOf = (externalId: string | null): Intent['place'] =>
  externalId ? { platform: 'slack', externalId, isChannel: /^[CG]/.test(externalId) } : null

/** Who acts, by Slack's id. */
export const actorOf = (externalId: unknown): Intent['actor'] => ({ platform: 'slack', externalId: textOf(externalId) })

const numberOf = (value: unknown): number | null => {
  const digits = /^(?:handoff:|#)(\d{1,9})(?:#\d+)?$/.exec(textOf(value))?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The key of a request: the same for a repeat, and for no other. */
export const keyOf = (...parts: unknown[]) => ['slack', ...parts.map((part) => cleanLine(textOf(part), 120))].join(':')

/** "accept", "touch/reached", "show#142": a word, its preset, and the hand-off where it is another than the row's. */
export const readWord = (wire: string) => {
  const [name = '', about] = wire.split('#')
  const [word = '', ...variant] = name.split('/')
  return {
    word: cleanLine(word, longest.word).toLowerCase(),
    variant: variant.length > 0 ? cleanLine(variant.join('/'), longest.word) : null,
    about: about === undefined ? null : numberOf(`#${about}`),
  }
}

/** What a modal knows of the form it shows; a word of its own only where it is a form. */
export const metadataOf = (view: Body): Metadata => {
  const nothing = { word: '', about: null, variant: null, place: null }
  if (typeof view.private_metadata !== 'string' || view.private_metadata === '') return nothing
  try {
    const read = objectOf(JSON.parse(view.private_metadata))
    return {
      word: textOf(read.word),
      about: typeof read.about === 'number' ? numberOf(`#${read.about}`) : null,
      variant: textOf(read.variant) || null,
      place: isId(read.place) ? read.place : null,
      kept: Object.fromEntries(Object.entries(objectOf(read.kept)).map(([key, value]) => [key, textOf(value)])),
    }
  } catch {
    return nothing
  }
}

const enteredOf = (element: Body): string | undefined => {
  const option = objectOf(element.selected_option).value
  const several = Array.isArray(element.selected_options)
    ? element.selected_options.map((one) => textOf(objectOf(one).value)).join(' ')
    : undefined
  const people = Array.isArray(element.selected_users) ? element.selected_users.map(textOf).join(' ') : undefined
  const { value, selected_user, selected_conversation, selected_date, selected_time } = element
  const chosen = [option, several, people, selected_user, selected_conversation, selected_date, selected_time]
  const entered = [value, ...chosen].find((one) => typeof one === 'string')
  return cleanText(textOf(entered), longest.entered) || undefined
}

const valuesOf = (view: Body): Record<string, unknown> => {
  const fields = Object.entries(objectOf(objectOf(view.state).values))
  return Object.fromEntries(
    fields.flatMap(([field, elements]) => {
      const entered = enteredOf(objectOf(Object.values(objectOf(elements))[0]))
      return entered === undefined ? [] : [[field, entered]]
    }),
  )
}

/** What somebody wrote: Slack makes links of addresses, and what was typed is what counts. */
export const typedText = (sent: unknown) =>
  cleanText(
    unescapeText(textOf(sent).replace(/<(?:mailto:([^|>]+)|(https?:[^|>]+))(?:\|[^>]*)?>/g, '$1$2')),
    longest.text,
  )

/** Reads a slash command. */
export const intentOfCommand = (body: Body): Intent => ({
  ...readTyped(typedText(body.text)),
  about: null,
  input: {},
  actor: actorOf(body.user_id),
  place: placeOf(textOf(body.channel_id)),
  surface: 'command',
  variant: null,
  delivery: keyOf('command', body.trigger_id),
})

/** Whether a tap came from inside a form, where it takes along what was entered. */
export const isInForm = (body: Body): boolean =>
  isBody(body.view) && body.view.type === 'modal' && metadataOf(body.view).word !== ''

/** Reads a tap on a button, a choice under More…, or a field that redraws its form. */
export const intentOfAction = (body: Body): Intent => {
  const action = firstOf(body.actions)
  const container = objectOf(body.container)
  const view = objectOf(body.view)
  const form = metadataOf(view)
  const chosen = objectOf(action.selected_option).value
  const actionId = textOf(action.action_id)
  const wire = readWord(action.type === 'overflow' ? textOf(chosen) : actionId.replace(/#\d+$/, ''))
  const user = objectOf(body.user).id
  const where = textOf(container.message_ts) || textOf(view.id)
  const given = {
    actor: actorOf(user),
    place: placeOf(textOf(objectOf(body.channel).id) || form.place),
    text: '',
    delivery: keyOf('action', objectOf(body.team).id, where, user, action.block_id, actionId, action.action_ts),
  }
  if (isInForm(body)) {
    const isButton = action.type === 'button'
    return {
      ...given,
      word: isButton ? wire.word : form.word,
      variant: isButton ? wire.variant : 'redraw',
      about: form.about,
      input: { ...valuesOf(view), ...form.kept },
      surface: 'form',
    }
  }
  const [number, ...lines] = textOf(action.value).split('\n')
  const about = wire.about ?? numberOf(number) ?? numberOf(action.block_id)
  const read = { ...given, word: wire.word, variant: wire.variant, about, input: {} }
  if (lines.length === 0) return { ...read, surface: 'button' }
  // The button says again what somebody typed, and it is read as if it were typed now.
  return { ...read, surface: 'command', text: cleanText(lines.join('\n'), longest.text) }
}

/** Reads a form that was sent. */
export const intentOfSubmission = (body: Body): Intent => {
  const view = objectOf(body.view)
  const { word, about, variant, place, kept } = metadataOf(view)
  const user = objectOf(body.user).id
  return {
    word,
    about,
    variant,
    input: { ...valuesOf(view), ...kept },
    text: '',
    actor: actorOf(user),
    place: placeOf(place),
    surface: 'form',
    delivery: keyOf('form', view.id, view.hash),
  }
}

/** What the Home tab shows somebody: their list. */
export const intentOfHome = (user: unknown, delivery: string): Intent => ({
  word: 'mine',
  about: null,
  input: {},
  text: '',
  actor: actorOf(user),
  place: null,
  surface: 'home',
  variant: null,
  delivery: keyOf('home', delivery),
})

/** What was typed into a search field, and which list it searches. */
export const searchOf = (body: Body) => ({
  about: textOf(body.action_id).split('~')[0] ?? '',
  query: cleanLine(textOf(body.value), longest.word),
})

/**
 * The channel that an event says the app may write to again: it was invited, or the channel is no longer archived
 * or shared.
 */
export const openedChannel = (event: Body, botUserId: string): string | null => {
  const isInvited = event.type === 'member_joined_channel' && event.user === botUserId
  const isBack =
    event.type === 'channel_unarchive' || event.type === 'group_unarchive' || event.type === 'channel_unshared'
  return (isInvited || isBack) && isId(event.channel) ? event.channel : null
}
