import { IANAZone } from 'luxon'
import { isCurrency } from '../domain/money.ts'
import { nearest, shown } from './nearest.ts'
import { readingOfText, wrong } from './reading.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const pairs = letters.flatMap((first) => letters.map((second) => first + second))
const languages = ['en', 'de', 'it', 'nb'] as const

const languageNames: Record<string, (typeof languages)[number]> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  italian: 'it',
  italiano: 'it',
  norwegian: 'nb',
  norsk: 'nb',
  no: 'nb',
  nn: 'nb',
}

const nearestZone = (text: string) => {
  const zones = Intl.supportedValuesOf('timeZone')
  const asked = text.toLowerCase().replaceAll(' ', '_')
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${asked}`)) ?? nearest(text, zones)
}

/** An IANA zone as the world writes it; an offset is none, as it knows no summer time. */
export const zone = readingOfText<string>((text) => {
  const isReal = IANAZone.isValidZone(text) && !/^[+-]/.test(text)
  const sameWord = Intl.supportedValuesOf('timeZone').find((known) => known.toLowerCase() === text.toLowerCase())
  if (isReal && (sameWord === undefined || sameWord === text)) return { value: text }
  return wrong(`${shown(text)} is no time zone such as Europe/Berlin`, sameWord ?? nearestZone(text))
})

export const language = readingOfText<(typeof languages)[number]>((text) => {
  const found = languages.find((code) => code === text)
  if (found) return { value: found }
  const lower = text.toLowerCase()
  const meant = languageNames[lower] ?? languages.find((code) => lower.split(/[-_]/)[0] === code)
  return wrong(`${shown(text)} is no language of the bot: en, de, it or nb`, meant ?? null)
})

export const currency = readingOfText<string>((text) => {
  if (isCurrency(text)) return { value: text }
  const codes = Intl.supportedValuesOf('currency')
  const upper = text.toUpperCase()
  const named = codes.find(
    (code) => new Intl.DisplayNames('en', { type: 'currency' }).of(code)?.toUpperCase() === upper,
  )
  const symbol = { '€': 'EUR', $: 'USD', '£': 'GBP' }[text]
  return wrong(`${shown(text)} is no ISO 4217 currency such as EUR`, named ?? symbol ?? nearest(text, codes))
})

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
/** Codes that CLDR names though no country bears them: the Union, the euro area, the UN, and placeholders. */
const noCountries = ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']
const current = (code: string) => (/^[A-Z]{2}$/.test(code) ? (new Intl.Locale(`und-${code}`).region ?? code) : code)
const isCountry = (code: string) =>
  /^[A-Z]{2}$/.test(code) && !noCountries.includes(code) && current(code) === code && regionNames.of(code) !== undefined

const countryMeant = (text: string) => {
  const code = current(text.toUpperCase())
  if (isCountry(code)) return code
  return pairs.find((pair) => isCountry(pair) && regionNames.of(pair)?.toLowerCase() === text.toLowerCase()) ?? null
}

/** An ISO 3166 code of two letters. */
export const country = readingOfText<string>((text) =>
  isCountry(text)
    ? { value: text }
    : wrong(`${shown(text)} is no ISO 3166 country code such as DE`, countryMeant(text)),
)

/** An e-mail address in small letters, by which people are joined across platforms. */
export const email = readingOfText<string>((text) => {
  const value = text.toLowerCase()
  if (/^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@.<>(),;:"]{2,}$/u.test(value) && value.length <= 254) return { value }
  const inside = /[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@.<>(),;:"]{2,}/u.exec(value)
  return wrong(`${shown(text)} is no e-mail address`, inside?.[0] ?? null)
})
