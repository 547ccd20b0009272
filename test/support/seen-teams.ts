import type { Json } from '../../src/playground/api.ts'
import { sayTime, type Time } from '../../src/texts/sentence.ts'
import type { Control } from './driver.ts'
import type { Input, InputKind } from './inputs.ts'

/** `refused`: what the client itself says at a field, since nothing was entered in it. */
type Form = { card: Json; entered: Record<string, string>; refused?: Record<string, string> }

/** The zone that the clients of the test's people stand in. */
const zone = 'Europe/Berlin'
const moments = /\{\{(DATE|TIME)\(([^,)]+)(?:,[A-Z]+)?\)\}\}(?: \{\{TIME\([^)]+\)\}\})?/g

/** A moment as the client shows it, said as on every platform. */
const withMoments = (text: string) =>
  // What keeps braces of people from being read as a moment is seen by nobody.
  text.replaceAll('{\u200B', '{').replace(moments, (found, name: string, at: string) => {
    const show: Time['show'] = found.includes(' {{TIME') ? 'dateTime' : name === 'DATE' ? 'date' : 'time'
    return `<${sayTime('en', zone, { as: 'time', at, show })}>`
  })

const childrenOf = (node: Json): unknown[] =>
  ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'facts', 'actions', 'choices', 'card'].flatMap((key) => {
    const value = node[key]
    return Array.isArray(value) ? value : value === undefined ? [] : [value]
  })

/** What a card says to a person: runs of one line join as they are, everything else by a blank. */
export const textOf = (node: unknown): string => {
  if (typeof node === 'string') return withMoments(node)
  if (typeof node !== 'object' || node === null) return ''
  const one = node as Json
  if (one.isVisible === false) return ''
  if (one.type === 'RichTextBlock') return childrenOf(one).map(textOf).join('').replace(/^• /, '')
  const own = [one.label, one.title, one.text].filter((text) => typeof text === 'string').map(withMoments)
  if (one.type === 'TextRun') return own.join('')
  return own
    .concat(joined(childrenOf(one) as Json[]))
    .filter(Boolean)
    .join(' ')
}

const isLine = (one: Json | undefined) =>
  one?.type === 'RichTextBlock' && !String((one.inlines as Json[] | undefined)?.[0]?.text).startsWith('• ')

/** Lines that follow each other are lines of one text, as they are on every platform. */
const joined = (elements: readonly Json[]) =>
  elements
    .map((one, i) => ({ text: textOf(one), isNext: isLine(one) && isLine(elements[i - 1]) && one.separator !== true }))
    .filter(({ text }) => text !== '')
    .reduce((all, { text, isNext }) => (all === '' ? text : `${all}${isNext ? '\n' : ' '}${text}`), '')

/** Every element of a card, in the order in which it is read. */
export const elementsOf = (node: unknown): Json[] =>
  typeof node !== 'object' || node === null ? [] : [node as Json, ...childrenOf(node as Json).flatMap(elementsOf)]

/** Every action of a card, in the order in which it is read. */
export const actionsIn = (card: Json): Json[] =>
  elementsOf(card).filter((one) => String(one.type).startsWith('Action.'))

const isOurs = ({ data }: Json) => typeof data === 'object' && data !== null && 'word' in data

/** Every button of a card, with those under More…. */
export const controlsIn = (card: Json): Control[] =>
  actionsIn(card)
    .filter(isOurs)
    .map((action) => {
      const { word, about } = action.data as Json
      return { label: String(action.title), word: String(word), ids: [`#${String(about ?? '')}`], target: action }
    })

const datasets: Record<string, InputKind> = {
  country: 'search',
  currency: 'search',
  member: 'search',
  channel: 'channel',
}

const kindOf = (input: Json): InputKind => {
  const dataset = String((input['choices.data'] as Json | undefined)?.dataset ?? '')
  if (input.type === 'Input.Text') return 'text'
  if (input.type === 'Input.Date') return 'date'
  if (input.type === 'Input.Time') return 'time'
  if (dataset === 'graph.microsoft.com/users') return input.isMultiSelect ? 'people' : 'person'
  return datasets[dataset] ?? (input.isMultiSelect ? 'several' : 'choice')
}

const isError = (one: Json) => (one.inlines as Json[] | undefined)?.[0]?.color === 'Attention'
export const isInput = (one: Json) => String(one.type).startsWith('Input.')

/** What is said in red between an input and the next. */
const errorAfter = (elements: readonly Json[], at: number): string | null => {
  const end = elements.findIndex((one, i) => i > at && isInput(one))
  const found = elements.slice(at + 1, end < 0 ? undefined : end).find((one) => one.type !== 'TextRun' && isError(one))
  return found ? textOf(found) : null
}

const redraws = (elements: readonly Json[], at: number) => {
  const end = elements.findIndex((one, i) => i > at && isInput(one))
  return elements
    .slice(at + 1, end < 0 ? undefined : end)
    .some((one) => ((one.data as Json | undefined)?.variant ?? '') === 'redraw')
}

export const inputsIn = ({ card, entered, refused = {} }: Form): Input[] => {
  const elements = elementsOf({ body: card.body })
  return elements.flatMap((one, at) => {
    if (!isInput(one)) return []
    const options = ((one.choices as Json[] | undefined) ?? []).map(({ title, value }) => ({
      label: String(title),
      value: String(value),
    }))
    const value = entered[String(one.id)] ?? (one.value === undefined ? null : String(one.value))
    const labels = (value ?? '').split(',').map((part) => options.find((option) => option.value === part)?.label)
    const shown = labels.every((label) => label !== undefined) ? labels.join(', ') : value
    return [
      {
        id: String(one.id),
        label: String(one.label).replace(/ \*$/, ''),
        kind: kindOf(one),
        options,
        stands: shown === '' ? null : shown,
        value: value === '' ? null : value,
        redraws: redraws(elements, at),
        error: refused[String(one.id)] ?? errorAfter(elements, at),
      },
    ]
  })
}

/** Whether this is what the product answers Teams with. */
export const isAnswer = (body: Json) => 'task' in body || 'statusCode' in body || 'drawn' in body

/** The cards and words of an answer: of an invoke, or of what was written to a person in its stead. */
export const drawnIn = (body: Json): (Json | string)[] => {
  const { task, value, drawn } = body as { task?: { type?: string; value?: unknown }; value?: unknown; drawn?: unknown }
  if (Array.isArray(drawn)) return drawn
  const shown = task ? ((task.value as { card?: { content?: Json } } | undefined)?.card?.content ?? task.value) : value
  return typeof shown === 'string' ? [shown] : shown ? [shown as Json] : []
}

export const answerIn = (body: Json) => {
  const drawn = drawnIn(body)
  const cards = drawn.filter((one) => typeof one === 'object')
  const inputs = cards.flatMap((card) => inputsIn({ card, entered: {} }))
  const errors = inputs.flatMap(({ id, error }) => (error === null ? [] : [[id, error]]))
  return { words: drawn.map(textOf).join(' '), errors: Object.fromEntries(errors) as Record<string, string> }
}
