import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }

/** Every text a person reads, by key; a language is one file with the same keys. */
export const catalogues = { en } as const

export type Language = keyof typeof catalogues
export type TextKey = keyof typeof en

/** The language to answer in: the person's, where there is a file for it. */
export const languageOf = (wanted: string | null | undefined): Language =>
  wanted && wanted in catalogues ? (wanted as Language) : 'en'

/** Whether a string is a key of the catalogue. */
export const isTextKey = (text: string): text is TextKey => Object.hasOwn(en, text)

const compiled = new Map<string, IntlMessageFormat>()

/** The compiled message of a key; compiling is slow, so each is done once. */
export const messageOf = (language: Language, key: TextKey): IntlMessageFormat => {
  const id = `${language} ${key}`
  const known = compiled.get(id)
  if (known) return known
  const message = new IntlMessageFormat(catalogues[language][key], language, undefined, { ignoreTag: true })
  compiled.set(id, message)
  return message
}
