import { getCountries } from 'libphonenumber-js'
import { isCurrency } from '../domain/money.ts'
import type { Language } from '../texts/catalogue.ts'
import { say } from '../texts/sentence.ts'
import type { Option } from './form.ts'

type Entry = { option: Option; words: string[] }

/** A list of more choices than these is searched instead. */
export const listAtMost = 100
/** Stand first while nothing is typed. */
const usual = ['EUR', 'CHF', 'NOK', 'GBP', 'USD', 'SEK', 'DKK']

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const entryOf = (code: string, name: string, shown: string): Entry => ({
  option: { value: code, label: say('word.plain', { text: shown }) },
  words: [folded(code), folded(name)],
})

const makeCountries = (language: Language): Entry[] => {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const collator = new Intl.Collator(language)
  return getCountries()
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => collator.compare(one.name, other.name))
    .map(({ code, name }) => entryOf(code, name, name))
}

const makeCurrencies = (language: Language): Entry[] => {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  const others = Intl.supportedValuesOf('currency').filter((code) => isCurrency(code) && !usual.includes(code))
  return [...usual, ...others].map((code) => {
    const name = names.of(code) ?? code
    return entryOf(code, name, `${code} · ${name}`)
  })
}

const closeness = ({ words }: Entry, typed: string) => {
  if (words.includes(typed)) return 0
  if (words.some((word) => word.startsWith(typed))) return 1
  if (words.some((word) => word.includes(` ${typed}`))) return 2
  return words.some((word) => word.includes(typed)) ? 3 : 4
}

const searching = (make: (language: Language) => Entry[]) => {
  const made = new Map<Language, Entry[]>()
  return (query: string, language: Language): Option[] => {
    const entries = made.get(language) ?? make(language)
    made.set(language, entries)
    const typed = folded(query.trim())
    return entries
      .map((entry) => ({ entry, distance: closeness(entry, typed) }))
      .filter(({ distance }) => distance < 4)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, listAtMost)
      .map(({ entry }) => entry.option)
  }
}

const lists: Record<'country' | 'currency', ReturnType<typeof searching>> = {
  country: searching(makeCountries),
  currency: searching(makeCurrencies),
}

/** What a search field offers for what was typed: the exact code or name first, then beginnings, at most 100. */
export const searchOptions = (about: 'country' | 'currency', query: string, language: Language): Option[] =>
  lists[about](query, language)
