import type { Json } from '../../api.ts'
import { jsonOf, objectsOf, textOf } from '../json.ts'
import type { Ctx } from './ctx.ts'
import { isForeign } from './places.ts'

/** The data set that the client itself searches: the people of the tenant. */
const peopleSet = 'graph.microsoft.com/users'

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** The data set that an input searches; '' when its choices all stand in the card. */
export const datasetOf = (input: Json): string => textOf(jsonOf(input['choices.data']).dataset)

/** Says whether an input lets a person search the people of the tenant. */
export const isPeopleSet = (dataset: string): boolean => dataset.split('?')[0] === peopleSet

/** The people that the client offers of itself: those of the tenant and its guests. */
export const people = (ctx: Ctx) => Object.values(ctx.state.users).filter((person) => !isForeign(ctx, person))

const offers = (ctx: Ctx, input: Json, found: { value: string }[], value: string): boolean =>
  objectsOf(input.choices).some((each) => each.value === value) ||
  found.some((each) => each.value === value) ||
  (isPeopleSet(datasetOf(input)) && people(ctx).some((person) => person.aadObjectId === value))

const several = (input: Json, text: string): string[] =>
  input.isMultiSelect === true ? text.split(',').filter((each) => each !== '') : [text].filter((each) => each !== '')

const choiceFault = (ctx: Ctx, input: Json, found: { value: string }[], text: string): string | null => {
  const unknown = several(input, text).find((value) => !offers(ctx, input, found, value))
  return unknown === undefined ? null : `does not offer ${JSON.stringify(unknown)}`
}

const textFault = (input: Json, text: string): string | null => {
  if (typeof input.maxLength === 'number' && text.length > input.maxLength)
    return `takes at most ${input.maxLength} characters`
  if (input.isMultiline !== true && /[\r\n]/.test(text)) return 'takes one line'
  return typeof input.regex === 'string' && !new RegExp(input.regex).test(text) ? 'does not match its pattern' : null
}

const rangeFault = (input: Json, value: number | string): string | null => {
  const bound = (key: 'min' | 'max') => (typeof value === 'number' ? Number(input[key]) : textOf(input[key]))
  if (input.min !== undefined && value < bound('min')) return `is under ${input.min}`
  return input.max !== undefined && value > bound('max') ? `is over ${input.max}` : null
}

const faultOf = (ctx: Ctx, input: Json, found: { value: string }[], text: string): string | null => {
  switch (input.type) {
    case 'Input.Text':
      return textFault(input, text)
    case 'Input.Number':
      return Number.isFinite(Number(text)) ? rangeFault(input, Number(text)) : 'is not a number'
    case 'Input.Date':
      return isDay(text) ? rangeFault(input, text) : 'is not a date'
    case 'Input.Time':
      return isTime(text) ? rangeFault(input, text) : 'is not a time of day'
    case 'Input.ChoiceSet':
      return choiceFault(ctx, input, found, text)
    case 'Input.Toggle':
      return [onOf(input), offOf(input)].includes(text) ? null : `is neither ${onOf(input)} nor ${offOf(input)}`
    default:
      return `is of an unknown type: ${textOf(input.type)}`
  }
}

const onOf = (input: Json) => textOf(input.valueOn) || 'true'
const offOf = (input: Json) => textOf(input.valueOff) || 'false'

/** What an untouched input holds: its preset value, as far as the client can show it. */
const presetOf = (ctx: Ctx, input: Json): string => {
  if (input.type === 'Input.Toggle') return textOf(input.value) || offOf(input)
  const preset = typeof input.value === 'number' ? String(input.value) : textOf(input.value)
  if (input.type !== 'Input.ChoiceSet') return preset
  return several(input, preset)
    .filter((value) => offers(ctx, input, [], value))
    .join(',')
}

const isEmpty = (input: Json, text: string) => (input.type === 'Input.Toggle' ? text === offOf(input) : text === '')

/** The choices last offered to the person for an input. */
export type Found = (inputId: string) => { value: string }[]

/**
 * What the client sends for the inputs of a card: all are strings, several values stand between commas, what is empty and
 * was always so is left out. A string instead: why the client does not send it.
 */
export const gather = (
  ctx: Ctx,
  inputs: Json[],
  entered: Record<string, string>,
  found: Found,
  checksRequired = true,
): Record<string, string> | string => {
  const ids = inputs.map((input) => textOf(input.id))
  const stranger = Object.keys(entered).find((id) => !ids.includes(id))
  if (stranger !== undefined) return `there is no input ${stranger}`
  const values: Record<string, string> = {}
  for (const input of inputs) {
    const id = textOf(input.id)
    const preset = presetOf(ctx, input)
    const text = entered[id] ?? preset
    if (checksRequired && input.isRequired === true && isEmpty(input, text)) return `${id} is required`
    const fault = text === '' ? null : faultOf(ctx, input, found(id), text)
    if (fault) return `${id} ${fault}`
    if (text !== '' || preset !== '') values[id] = text
  }
  return values
}
