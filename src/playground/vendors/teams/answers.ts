import type { Json } from '../../api.ts'
import { isJson, jsonOf, textOf } from '../json.ts'
import { limits } from './limits.ts'
import { cardFaults } from './validate/card.ts'

export const cardType = 'application/vnd.microsoft.card.adaptive'
const toastType = 'application/vnd.microsoft.activity.message'
const searchType = 'application/vnd.microsoft.search.searchResponse'

/** An answer that the client cannot use, and why. */
export type Unusable = { faults: string[] }

const unusable = (...faults: string[]): Unusable => ({ faults })

/** Reads the answer to a tap of a card: a card of one's own, or a line under the card. */
export const readAction = (body: unknown): { card: Json } | { toast: string } | Unusable => {
  const { statusCode, type, value } = jsonOf(body)
  if (statusCode !== 200) return unusable(`/statusCode: is ${String(statusCode)}, with ${textOf(type) || 'no type'}`)
  if (type === toastType) return textOf(value) === '' ? unusable('/value: must be a text') : { toast: textOf(value) }
  if (type !== cardType) return unusable(`/type: unknown: ${String(type)}`)
  const faults = cardFaults(value, 'message').map((fault) => `/value${fault}`)
  return faults.length > 0 ? { faults } : { card: jsonOf(value) }
}

const sizes = ['small', 'medium', 'large']
const isSize = (value: unknown) =>
  value === undefined || (typeof value === 'number' && value > 0) || sizes.includes(textOf(value))

const dialogKeys = ['title', 'height', 'width', 'card', 'fallbackUrl', 'completionBotId']

const dialogFaults = (value: Json): string[] => {
  const { title, height, width, card } = value
  const { contentType, content } = jsonOf(card)
  return [
    ...Object.keys(value).flatMap((key) => (dialogKeys.includes(key) ? [] : [`/task/value/${key}: unknown property`])),
    ...(textOf(title) === '' ? ['/task/value/title: is required'] : []),
    ...(isSize(height) ? [] : ['/task/value/height: must be a number, small, medium or large']),
    ...(isSize(width) ? [] : ['/task/value/width: must be a number, small, medium or large']),
    ...(contentType === cardType ? [] : [`/task/value/card/contentType: must be ${cardType}`]),
    ...cardFaults(content, 'dialog').map((fault) => `/task/value/card/content${fault}`),
  ]
}

const isNothing = (body: unknown) => body === '' || body === null || (isJson(body) && Object.keys(body).length === 0)

/** Reads the answer to what opens a dialog or was sent from one: a card, a line that closes it, or nothing, which does too. */
export const readTask = (body: unknown): { title: string; card: Json } | { notice: string } | 'close' | Unusable => {
  if (isNothing(body)) return 'close'
  const { type, value } = jsonOf(jsonOf(body).task)
  if (type === 'message')
    return textOf(value) === '' ? unusable('/task/value: must be a text') : { notice: textOf(value) }
  if (type !== 'continue') return unusable(`/task/type: unknown: ${String(type)}`)
  const { title, card } = jsonOf(value)
  const faults = dialogFaults(jsonOf(value))
  return faults.length > 0 ? { faults } : { title: textOf(title), card: jsonOf(jsonOf(card).content) }
}

export type Choice = { title: string; value: string }

/** Reads the choices that a search was answered with. */
export const readChoices = (body: unknown): { choices: Choice[] } | Unusable => {
  const { statusCode, type, value } = jsonOf(body)
  const { results } = jsonOf(value)
  const choices = (Array.isArray(results) ? results : []).map((each: unknown) => ({
    title: textOf(jsonOf(each).title),
    value: textOf(jsonOf(each).value),
  }))
  const faults = [
    ...(statusCode === 200 ? [] : [`/statusCode: is ${String(statusCode)}`]),
    ...(type === searchType ? [] : [`/type: must be ${searchType}`]),
    ...(Array.isArray(results) ? [] : ['/value/results: must be an array']),
    ...(choices.length > limits.searchResults
      ? [`/value/results: at most ${limits.searchResults} were asked for`]
      : []),
    ...choices.flatMap((each, i) =>
      each.title !== '' && each.value !== '' ? [] : [`/value/results/${i}: needs a title and a value`],
    ),
  ]
  return faults.length > 0 ? { faults } : { choices }
}
