import type { Json } from '../../api.ts'
import { isJson, objectsOf, textOf } from '../json.ts'

/** The keys under which a card holds elements or further parts that hold some. */
const partKeys = ['body', 'items', 'columns', 'rows', 'cells', 'images', 'inlines'] as const

/** The keys under which it holds actions. */
const actionKeys = ['actions', 'selectAction', 'inlineAction'] as const

const listOf = (value: unknown): Json[] => (isJson(value) ? [value] : objectsOf(value))

/** All parts of a card without those of the cards that its actions unfold; the card itself is the first. */
export const partsOf = (part: Json): Json[] => [
  part,
  ...partKeys.flatMap((key) => objectsOf(part[key])).flatMap((each) => partsOf(each)),
]

/** An action and the cards that it stands in, the outermost first: their inputs go with it. */
export type Placed = { action: Json; within: Json[] }

/** All actions of a card, those of the cards that unfold in it too. */
export const actionsIn = (card: Json, around: Json[] = []): Placed[] => {
  const within = [...around, card]
  const own = partsOf(card).flatMap((part) => actionKeys.flatMap((key) => listOf(part[key])))
  return own.flatMap((action) => [
    { action, within },
    ...(action.type === 'Action.ShowCard' && isJson(action.card) ? actionsIn(action.card, within) : []),
  ])
}

/** All inputs of a card without those of the cards that unfold in it. */
export const inputsIn = (card: Json): Json[] => partsOf(card).filter((part) => textOf(part.type).startsWith('Input.'))

/** All inputs of a card and of the cards that unfold in it. */
export const allInputsIn = (card: Json): Json[] => [
  ...inputsIn(card),
  ...actionsIn(card).flatMap(({ action }) => (isJson(action.card) ? inputsIn(action.card) : [])),
]
