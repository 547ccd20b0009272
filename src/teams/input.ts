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
type Around = { reader: Reader; scale: Scale; place: string | null }

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
  const shown = unique.slice(0, most)
  const hidden = unique.slice(most).filter(({ value }) => chosen.includes(value))
  return [...shown.slice(0, Math.max(0, most - hidden.length)), ...hidden]
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

const plainOption = (value: string): Option => ({ value, label: say('word.plain', { text: value }) })

/** A list that is searched holds what is chosen alone; the client asks for the rest while somebody types. */
const searchOf = (dataset: string, chosen: readonly Option[], around: Around): Element => ({
  ...listOf(chosen, [], around),
  ...(chosen.some(isSendable)
    ? {
        value: chosen
          .filter(isSendable)
          .map((one) => one.value)
          .join(','),
      }
    : { choices: [] }),
  style: 'filtered',
  'choices.data': { type: 'Data.Query', dataset },
})

const optionNamed = (field: Extract<Asked, { field: 'search' }>, value: string, { reader }: Around): Option => {
  if (field.initial?.value === value || field.about === 'member')
    return field.initial?.value === value ? field.initial : plainOption(value)
  return searchOptions(field.about, value, reader.language).find((one) => one.value === value) ?? plainOption(value)
}

const placeNamed = (value: string, place: string | null): Option =>
  value === place ? { value, label: say('form.here') } : plainOption(value)

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
        chosen.map((one) => placeNamed(one, around.place)),
        around,
      )
    case 'person':
      return searchOf('graph.microsoft.com/users', chosen.map(plainOption), around)
    case 'people':
      return { ...searchOf('graph.microsoft.com/users', several(value).map(plainOption), around), isMultiSelect: true }
    case 'date':
      return { type: 'Input.Date', ...dated(value, /^\d{4}-\d{2}-\d{2}$/) }
    case 'time':
      return { type: 'Input.Time', ...dated(value, /^\d{2}:\d{2}$/) }
    default:
      return field satisfies never
  }
}
