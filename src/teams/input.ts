import { clip } from '../domain/plain-text.ts'
import type { Field, Option } from '../forms/form.ts'
import { searchOptions } from '../forms/search.ts'
import type { Reader } from '../texts/reader.ts'
import { say } from '../texts/sentence.ts'
import { limits } from './limits.ts'
import { type Element, literal, sayPlain } from './text.ts'

export type Asked = Exclude<Field, { field: 'say' | 'button' }>
/** How much of what could stand in a form does: all of it, unless the form were too long for a card. */
export type Scale = { choices: number; words: number; typed: number }
type Around = { reader: Reader; scale: Scale; place: string | null; titles: Readonly<Record<string, string>> }

const several = (entered: string | undefined) => entered?.split(/[\s,]+/).filter(Boolean) ?? []

/** Teams joins what was chosen by commas, so none may stand in a value. */
const isSendable = ({ value }: Option) => value !== '' && value.length <= limits.choiceValue && !value.includes(',')

const titleOf = ({ label }: Option, { reader, scale }: Around) =>
  sayPlain(label, reader, Math.min(limits.choiceText, scale.words))

const choiceOf = (option: Option, around: Around): Element => ({ title: titleOf(option, around), value: option.value })

/** As many choices as are shown, none twice; those that are chosen are among them. */
const offered = (options: readonly Option[], chosen: readonly string[], most: number): Option[] => {
  const unique = [...new Map(options.filter(isSendable).map((option) => [option.value, option])).values()]
  if (unique.length <= most) return unique
  const isChosen = ({ value }: Option) => chosen.includes(value)
  const shown = new Set([...new Set([...unique.filter(isChosen), ...unique])].slice(0, most))
  return unique.filter((one) => shown.has(one))
}

const nothing: Option = { value: 'none', label: say('word.dash') }

const listOf = (options: readonly Option[], chosen: readonly string[], around: Around) => {
  const some = offered(options, chosen, around.scale.choices)
  const values = chosen.filter((value) => some.some((one) => one.value === value))
  return {
    type: 'Input.ChoiceSet',
    choices: (some.length > 0 ? some : [nothing]).map((option) => choiceOf(option, around)),
    ...(values.length > 0 ? { value: values.join(',') } : {}),
  }
}

/** Something chosen by its title, where that is known. */
const named = (value: string, { titles, place }: Around): Option => {
  if (value === place) return { value, label: say('form.here') }
  const title = Object.hasOwn(titles, value) ? titles[value] : undefined
  return { value, label: say('word.plain', { text: title ?? value }) }
}

/** A list that is searched holds what is chosen alone; the client asks for the rest while somebody types. */
const searchOf = (dataset: string, chosen: readonly Option[], around: Around): Element => ({
  ...listOf(
    chosen,
    chosen.map(({ value }) => value),
    around,
  ),
  ...(chosen.some(isSendable) ? {} : { choices: [] }),
  style: 'filtered',
  'choices.data': { type: 'Data.Query', dataset },
})

const optionNamed = (field: Extract<Asked, { field: 'search' }>, value: string, around: Around): Option => {
  if (field.initial?.value === value) return field.initial
  if (field.about === 'member') return named(value, around)
  const found = searchOptions(field.about, value, around.reader.language)
  return found.find((one) => one.value === value) ?? named(value, around)
}

/** What stands in a field before anybody enters anything, as the client would send it. */
export const presetOf = (field: Asked): string | undefined => {
  switch (field.field) {
    case 'search':
      return field.initial?.value
    case 'several':
      return field.initial?.join(',')
    case 'person':
    case 'people':
      return undefined
    default:
      return field.initial
  }
}

const dated = (value: string | undefined, form: RegExp) => (value && form.test(value) ? { value } : {})

/** The input of a field, with what stands in it. */
export const inputOf = (field: Asked, value: string | undefined, around: Around): Element => {
  const chosen = value ? [value] : []
  switch (field.field) {
    case 'text': {
      const maxLength = Math.min(field.maxLength, limits.input)
      const typed = clip(literal(value ?? ''), Math.min(maxLength, around.scale.typed))
      return {
        type: 'Input.Text',
        maxLength,
        ...(field.isLong ? { isMultiline: true } : {}),
        ...(typed ? { value: typed } : {}),
      }
    }
    case 'choice': {
      const isOffered = field.options.some((one) => one.value === value)
      const stands = isOffered ? chosen : field.initial ? [field.initial] : []
      return { ...listOf(field.options, stands, around), style: 'compact' }
    }
    case 'several':
      return { ...listOf(field.options, several(value), around), style: 'expanded', isMultiSelect: true }
    case 'search':
      return searchOf(
        field.about,
        chosen.map((one) => optionNamed(field, one, around)),
        around,
      )
    case 'channel':
      return searchOf(
        'channel',
        chosen.map((one) => named(one, around)),
        around,
      )
    case 'person':
      return searchOf(
        'graph.microsoft.com/users',
        chosen.map((one) => named(one, around)),
        around,
      )
    case 'people':
      return {
        ...searchOf(
          'graph.microsoft.com/users',
          several(value).map((one) => named(one, around)),
          around,
        ),
        isMultiSelect: true,
      }
    case 'date':
      return { type: 'Input.Date', ...dated(value, /^\d{4}-\d{2}-\d{2}$/) }
    case 'time':
      return { type: 'Input.Time', ...dated(value, /^\d{2}:\d{2}$/) }
    default:
      return field satisfies never
  }
}
