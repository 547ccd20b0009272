import { type Language, messageOf, type TextKey } from './catalogue.ts'

/** A moment that each platform shows in the reader's own zone. */
export type Time = { as: 'time'; at: string; show: 'time' | 'date' | 'dateTime' }
/** A day of the calendar, the same for every reader (`YYYY-MM-DD`). */
export type Day = { as: 'day'; date: string }
/** An amount in minor units of an ISO 4217 currency. */
export type Money = { as: 'money'; minor: number; currency: string }
/** Several values in one place, joined as the language joins them. */
export type List = { as: 'list'; items: Value[]; join: 'and' | 'or' | 'dots' | 'commas' }
/** A span of time in milliseconds, said in its two largest units. */
export type Span = { as: 'span'; ms: number }

export type Value = string | number | Time | Day | Money | List | Span | Sentence

/** Something to be said: a key of the catalogue and what goes into it. Strings in it are data, never markup. */
export type Sentence = { key: TextKey; values?: Record<string, Value> }

/** A run of plain text, or a moment for the platform to show. */
export type Piece = string | Time

/** Names a sentence of the catalogue. */
export const say = (key: TextKey, values?: Record<string, Value>): Sentence => (values ? { key, values } : { key })

export const atTime = (at: Date, show: Time['show'] = 'dateTime'): Time => ({ as: 'time', at: at.toISOString(), show })
export const onDay = (date: string): Day => ({ as: 'day', date })
export const money = (minor: number, currency: string): Money => ({ as: 'money', minor, currency })
export const inDots = (items: Value[]): List => ({ as: 'list', items, join: 'dots' })
export const allOf = (items: Value[]): List => ({ as: 'list', items, join: 'and' })
export const anyOf = (items: Value[]): List => ({ as: 'list', items, join: 'or' })
export const span = (ms: number): Span => ({ as: 'span', ms })

/** More than there are time zones, so that only somebody who makes names up has them all made anew. */
const keptAtMost = 1_000

/** Formats are dear to make and cheap to use. */
const cached = <Names extends string[], T>(make: (...names: Names) => T) => {
  const made = new Map<string, T>()
  return (...names: Names): T => {
    const key = names.join(' ')
    const known = made.get(key)
    if (known) return known
    if (made.size >= keptAtMost) made.clear()
    const fresh = make(...names)
    made.set(key, fresh)
    return fresh
  }
}

const andLists = cached((language: Language) => new Intl.ListFormat(language, { type: 'conjunction' }))
const orLists = cached((language: Language) => new Intl.ListFormat(language, { type: 'disjunction' }))
/** English dates begin with the day: most who read them are not in America, and a month by name misleads nobody there. */
const datesOf = (language: Language) => (language === 'en' ? 'en-GB' : language)
const days = cached(
  (language: Language) => new Intl.DateTimeFormat(datesOf(language), { dateStyle: 'medium', timeZone: 'UTC' }),
)

const numbers = cached((language: Language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }))
const spans = cached(
  (language: Language, unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }),
)

const fractionDigits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const sayMoney = (language: Language, { minor, currency }: Money) => {
  const digits = fractionDigits(currency)
  const isWhole = minor % 10 ** digits === 0
  const amount = new Intl.NumberFormat(language, {
    minimumFractionDigits: isWhole ? 0 : digits,
    maximumFractionDigits: isWhole ? 0 : digits,
  }).format(minor / 10 ** digits)
  return `${amount} ${currency}`
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

const saySpan = (language: Language, ms: number) => {
  const rest = Math.max(1_000, ms)
  const first = units.findIndex(([, size]) => rest >= size)
  const parts: string[] = []
  let left = rest
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count === 0) continue
    parts.push(spans(language, unit).format(count))
  }
  return parts.join(' ')
}

const joined = ({ items, join }: List, language: Language, called?: string): Piece[] => {
  const said = items.map((item) => piecesOfValue(item, language, called))
  if (join === 'dots' || join === 'commas')
    return said.flatMap((one, i) => (i === 0 ? one : [join === 'dots' ? ' · ' : ', ', ...one]))
  const marks = said.map((_, i) => `\u0000${i}\u0000`)
  const list = join === 'and' ? andLists(language) : orLists(language)
  return list.formatToParts(marks).flatMap((part, i) => (part.type === 'element' ? (said[i >> 1] ?? []) : [part.value]))
}

const piecesOfValue = (value: Value, language: Language, called?: string): Piece[] => {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [numbers(language).format(value)]
  if ('key' in value) return piecesOf(language, value, called)
  switch (value.as) {
    case 'time':
      return [value]
    case 'day':
      return [days(language).format(new Date(`${value.date}T00:00:00Z`))]
    case 'money':
      return [sayMoney(language, value)]
    case 'span':
      return [saySpan(language, value.ms)]
    case 'list':
      return joined(value, language, called)
    default:
      return value satisfies never
  }
}

/** What a message may choose its wording by is a short word; what is longer was written by somebody, and is a run of its own. */
const longestWord = 60

/** Says a sentence in a language, as runs of text with the moments left for the platform to show; `called` is what Baton is called by there. */
export const piecesOf = (language: Language, sentence: Sentence, called?: string): Piece[] => {
  const message = messageOf(language, sentence.key, called)
  if (!sentence.values) return [String(message.format())]
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(sentence.values))
    values[name] =
      typeof value === 'number' || (typeof value === 'string' && value.length <= longestWord)
        ? value
        : { pieces: piecesOfValue(value, language, called) }
  return message
    .formatToParts(values as Parameters<typeof message.formatToParts>[0])
    .flatMap((part) =>
      typeof part.value === 'object' && part.value !== null
        ? (part.value as unknown as { pieces: Piece[] }).pieces
        : [String(part.value)],
    )
}

/** Says a sentence as one plain text, with times in the zone given: for notifications, field errors and the CLI. */
export const plain = (language: Language, zone: string, sentence: Sentence, called?: string): string =>
  piecesOf(language, sentence, called)
    .map((piece) => (typeof piece === 'string' ? piece : sayTime(language, zone, piece)))
    .join('')

const timeForms: Record<Time['show'], Intl.DateTimeFormatOptions> = {
  time: { timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  dateTime: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

const times = cached(
  (language: Language, show: Time['show'], zone: string) =>
    new Intl.DateTimeFormat(datesOf(language), { ...timeForms[show], timeZone: zone }),
)

/** Says a moment in a zone. */
export const sayTime = (language: Language, zone: string, time: Time) =>
  times(language, time.show, zone).format(new Date(time.at))
