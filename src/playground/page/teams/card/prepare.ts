import type { Json } from '../../../api.ts'
import type { ComboOption } from '../../combo.tsx'
import { drawMoments } from './moments.ts'

/** An input that searches as one types, which the renderer draws too plainly: the page draws it in the place of a text. */
export type Pick = { id: string; isMulti: boolean; isSearched: boolean; placeholder: string; choices: ComboOption[] }

/** A card as the renderer gets it, its actions as they stood in it (an action's `id` is its place here), and its picks. */
export type Prepared = { card: Json; actions: Json[]; picks: Pick[] }

type Known = { zone: string; entered: Readonly<Record<string, string>> }

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const choicesOf = (value: unknown): ComboOption[] =>
  Array.isArray(value)
    ? value.filter(isJson).map((choice) => ({ title: textOf(choice.title), value: textOf(choice.value) }))
    : []

const isInput = (part: Json): boolean => textOf(part.type).startsWith('Input.')

const isPick = (part: Json): boolean =>
  part.type === 'Input.ChoiceSet' && (part.style === 'filtered' || isJson(part['choices.data']))

const pickOf = (part: Json): Pick => ({
  id: textOf(part.id),
  isMulti: part.isMultiSelect === true,
  isSearched: isJson(part['choices.data']),
  placeholder: textOf(part.placeholder),
  choices: choicesOf(part.choices),
})

/** Makes a card ready to be drawn for one person: moments in their zone, what they entered before, actions and picks by number. */
export const prepareCard = (card: Json, { zone, entered }: Known): Prepared => {
  const actions: Json[] = []
  const picks: Pick[] = []
  const action = (part: Json): Json => {
    const id = String(actions.push(part) - 1)
    return { ...part, id, ...(isJson(part.card) ? { card: prepare(part.card) } : {}) }
  }
  const input = (part: Json): Json => {
    const known = entered[textOf(part.id)]
    const filled = known === undefined ? part : { ...part, value: known }
    // Only its choices are drawn; what somebody typed is no text of the card's.
    if (!isPick(part)) return { ...filled, ...(part.choices ? { choices: prepare(part.choices) } : {}) }
    picks.push(pickOf(part))
    const { id, label, value, isRequired, errorMessage, spacing, separator } = filled
    return { type: 'Input.Text', id, label, value, isRequired, errorMessage, spacing, separator }
  }
  const each = (part: Json): Json =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [key, prepare(value)]))
  const prepare = (value: unknown): unknown => {
    if (typeof value === 'string') return drawMoments(value, zone)
    if (Array.isArray(value)) return value.map(prepare)
    if (!isJson(value)) return value
    if (textOf(value.type).startsWith('Action.')) return action(value)
    return isInput(value) ? input(value) : each(value)
  }
  // What goes back to the product, or tells the client whom to ask anew, is nothing to draw.
  const { refresh: _asked, msteams: _hints, ...drawn } = card
  return { card: each(drawn), actions, picks }
}

// The values that a card comes with, by the id of the input.
const presetsOf = (card: Json): Record<string, string> => {
  const found: Record<string, string> = {}
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look)
    if (!isJson(value)) return
    if (isInput(value)) found[textOf(value.id)] = textOf(value.value)
    if (!textOf(value.type).startsWith('Action.') || isJson(value.card)) Object.values(value).forEach(look)
  }
  look(card)
  return found
}

/** What stays entered when a card is drawn anew: all but where the product itself says something new. */
export const keepEntered = (before: Json, after: Json, entered: Record<string, string>): Record<string, string> => {
  const [old, next] = [presetsOf(before), presetsOf(after)]
  return Object.fromEntries(Object.entries(entered).filter(([id]) => id in next && old[id] === next[id]))
}

const isAlarming = (value: unknown): boolean =>
  isJson(value) &&
  (/^attention$/i.test(textOf(value.color)) || (Array.isArray(value.inlines) && value.inlines.some(isAlarming)))

/** The first input under which the card says that something is wrong with it; null where there is none. */
export const wrongIn = (card: Json): string | null => {
  const body = Array.isArray(card.body) ? card.body : []
  const at = body.findIndex((part, index) => isJson(part) && isInput(part) && isAlarming(body[index + 1]))
  return at < 0 ? null : textOf(body[at].id)
}
