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

/** The texts name it like this; an app's manifest may name it otherwise (product §2). */
const usual = '/lead'
let command = usual

/** What Baton is called by where there is no slash command: in Microsoft Teams one mentions it. */
export const mention = '@Baton'

/** The slash command of the one app that this process serves, as people type it. */
export const slashCommand = (): string => command

/** From here on every text names the slash command like this. */
export const nameSlashCommand = (name: string | null) => {
  command = name ?? usual
  compiled.clear()
}

/** The compiled message of a key, with what Baton is called by; compiling is slow, so each is done once. */
export const messageOf = (language: Language, key: TextKey, called = command): IntlMessageFormat => {
  const id = `${language} ${called} ${key}`
  const known = compiled.get(id)
  if (known) return known
  const text: string = catalogues[language][key]
  const named = text.replaceAll(/\/lead\b/g, called)
  const message = new IntlMessageFormat(named, language, undefined, { ignoreTag: true })
  compiled.set(id, message)
  return message
}
