import type { Part } from '../cards/card.ts'
import { line } from '../cards/card.ts'
import { shorten } from '../cards/shorten.ts'
import type { Field, Form } from '../forms/form.ts'
import type { TextKey } from '../texts/catalogue.ts'
import type { Reader } from '../texts/reader.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { actionOf, actionSet, type Way } from './action.ts'
import { bodyOf, bytesOf, type Card, framed } from './card.ts'
import { type Asked, inputOf, presetOf, type Scale } from './input.ts'
import { limits } from './limits.ts'
import { type Element, paragraphOf, sayPlain } from './text.ts'

/** What somebody entered, by the ids of the fields. */
export type Entered = Record<string, unknown>

/** What a form must know when it comes back; the person's client holds it, so there is nothing in it that they may not see. */
type FormData = {
  form: true
  word: string
  about: number | null
  variant: string | null
  place: string | null
  kept?: Record<string, string>
  /** Which variant of the word the form is of, where the button is of another. */
  was?: string
  /** Fields of several values, which come back with commas between. */
  lists?: string[]
}

type Given = {
  way: Way
  /** Where it was asked for, since what comes back does not name it. */
  place: string | null
  entered?: Entered
  errors?: Record<string, Sentence>
  /** What people and places that were chosen are called, by their ids; the client sends ids alone. */
  titles?: Readonly<Record<string, string>>
  /** Words above the fields. */
  said?: readonly Part[]
}
type Drawn = Given & { form: Form; reader: Reader; scale: Scale }

/** From whole to what fits whatever people wrote: fewer choices and shorter words first, and what was typed at last. */
const scales: readonly [Scale, ...Scale[]] = [
  { choices: limits.choices, words: 1_000, typed: limits.input },
  { choices: 50, words: 300, typed: limits.input },
  { choices: 20, words: 200, typed: limits.input },
  { choices: 10, words: 100, typed: 1_000 },
  { choices: 8, words: 60, typed: 300 },
  { choices: 5, words: 40, typed: 60 },
]

const buttonIn = (
  { form, reader, way, place }: Drawn,
  button: { label: TextKey; word: string; variant: string | null; tone?: 'primary' },
): Element => {
  const { about, kept } = form
  const { label, word, variant, tone } = button
  const lists = form.fields.flatMap((one) => (one.field === 'several' || one.field === 'people' ? one.id : []))
  const data: FormData = {
    ...{ form: true, word, about, variant, place },
    ...(kept ? { kept } : {}),
    ...((form.variant ?? null) === variant ? {} : { was: form.variant ?? '' }),
    ...(lists.length > 0 ? { lists } : {}),
  }
  return actionOf({ label, does: 'runs', data, tone }, reader, way)
}

/**
 * Every button of a card waits for all inputs that it requires. So the client requires none where a button asks for
 * another form or keeps a draft: the word itself says what is missing.
 */
const isClientAsked = ({ fields }: Form) =>
  !fields.some((field) => field.field === 'button' || ('redraws' in field && field.redraws === true))

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/**
 * What stands in a field: what was entered, else what is preset. A field that somebody emptied stays empty when the
 * form is shown again as it was; one that is fresh in a form that asks anew takes nothing over.
 */
const standsIn = (field: Asked, { entered, errors, said }: Drawn): string | undefined => {
  if (!entered) return presetOf(field)
  const isAgain = errors !== undefined || said !== undefined
  if (!isAgain && field.fresh !== undefined) return presetOf(field)
  const typed = textIn(entered[field.id])
  const canBeEmptied = isAgain && (field.field !== 'choice' || field.isOptional)
  return typed ?? (canBeEmptied ? undefined : presetOf(field))
}

const neededBy = (field: Asked, { form, reader }: Drawn): Element =>
  field.isOptional || !isClientAsked(form)
    ? {}
    : { isRequired: true, errorMessage: sayPlain(say('error.required'), reader, limits.title) }

const labelOf = (field: Asked, { form, reader, scale }: Drawn) => {
  const isMarked = !field.isOptional && !isClientAsked(form)
  const label = isMarked ? say('form.needed', { label: field.label }) : field.label
  return sayPlain(label, reader, scale.words)
}

const near = (element: Element): Element => ({ ...element, spacing: 'Small' })

const redrawOf = (field: Asked, drawn: Drawn): Element[] => {
  if ((field.field !== 'choice' && field.field !== 'person') || !field.redraws) return []
  return actionSet([buttonIn(drawn, { label: 'button.redraw', word: drawn.form.word, variant: 'redraw' })])
}

/** A field with what is wrong with it, what it means and, where its choice changes the form, a button that does that. */
const askedOf = (field: Asked, drawn: Drawn): Element[] => {
  const { reader, scale, place, errors, titles = {} } = drawn
  const error = errors?.[field.id]
  const { type, ...input } = inputOf(field, standsIn(field, drawn), { reader, scale, place, titles })
  return [
    { type, id: field.id, label: labelOf(field, drawn), ...neededBy(field, drawn), ...input },
    ...(error ? paragraphOf(error, reader, { look: 'alert', max: scale.words }).map(near) : []),
    ...(field.hint ? paragraphOf(field.hint, reader, { look: 'quiet', max: scale.words }).map(near) : []),
    ...redrawOf(field, drawn).map(near),
  ]
}

const fieldOf = (field: Field, drawn: Drawn): Element[] => {
  switch (field.field) {
    case 'say':
      return paragraphOf(field.text, drawn.reader, { max: drawn.scale.words * 2 })
    case 'button':
      return [buttonIn(drawn, field)]
    default:
      return askedOf(field, drawn)
  }
}

/** Buttons that follow each other stand in one row, with what sends the form at their end. */
const inRows = (elements: readonly Element[]): Element[] => {
  const all: Element[] = []
  let row: Element[] = []
  for (const element of [...elements, null]) {
    if (element !== null && String(element.type).startsWith('Action.')) row.push(element)
    else {
      all.push(...actionSet(row), ...(element ? [element] : []))
      row = []
    }
  }
  return all
}

/** Errors at fields that the form does not have stand above it, so that they are read. */
const strayErrors = ({ form, errors = {} }: Drawn): Part[] =>
  Object.entries(errors)
    .filter(([id]) => !form.fields.some((field) => 'id' in field && field.id === id))
    .map(([, text]) => line(text))

const wordsAbove = (drawn: Drawn): Element[] => {
  const { form, reader, way, said = [] } = drawn
  // A dialog has its title in its frame.
  const title: Part[] = way === 'message' ? [line(form.title, 'title')] : []
  const above = shorten(
    [...title, ...said, ...strayErrors(drawn)],
    (parts) => bodyOf(parts, reader, { isInForm: true, way }),
    (body) => bytesOf(body) <= limits.saidBytes,
  )
  return above
}

const drawForm = (drawn: Drawn): Element[] => {
  const { word, variant = null, submit, fields } = drawn.form
  return [
    ...wordsAbove(drawn),
    ...inRows([
      ...fields.flatMap((field) => fieldOf(field, drawn)),
      ...(submit ? [buttonIn(drawn, { label: submit, word, variant, tone: 'primary' })] : []),
    ]),
  ]
}

/** Draws a form as a card: inside a message, or for a dialog. */
export const formCard = (form: Form, reader: Reader, given: Given): Card => {
  const drawAt = (scale: Scale) => framed(drawForm({ ...given, form, reader, scale }), reader)
  const [whole, ...smaller] = scales
  let card = drawAt(whole)
  for (const scale of smaller) {
    if (bytesOf(card) <= limits.cardBytes) return card
    card = drawAt(scale)
  }
  return card
}

/** The title of the dialog that a form is shown in. */
export const formTitle = ({ title }: Form, reader: Reader): string => sayPlain(title, reader, limits.title)
