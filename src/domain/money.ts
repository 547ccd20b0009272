const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Whether the text is an ISO 4217 code, in capitals. */
export const isCurrency = (code: string) => currencies.has(code)

/** How many digits the minor unit of a currency has: 2 for EUR, 0 for JPY. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

export type AmountRead =
  | { ok: true; minor: number }
  | { ok: false; problem: 'not_a_number' | 'too_large' | 'not_positive' }
  /** The two numbers that it may mean, written so that everybody reads them alike: the larger first. */
  | { ok: false; problem: 'ambiguous'; readings: [string, string] }

type Parts = { whole: string; fraction: string }

const notANumber: AmountRead = { ok: false, problem: 'not_a_number' }

const toMinorUnits = ({ whole, fraction }: Parts, digits: number): AmountRead => {
  if (/[1-9]/.test(fraction.slice(digits))) return notANumber
  const units = `${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '')
  const minor = Number(units)
  if (units.length > 16 || minor > Number.MAX_SAFE_INTEGER) return { ok: false, problem: 'too_large' }
  return minor > 0 ? { ok: true, minor } : { ok: false, problem: 'not_positive' }
}

/** Three digits behind a lone mark are the thousands to some readers; another length is read alike by all. */
const clearly = (whole: string, fraction: string) => {
  const short = fraction.replace(/0+$/, '')
  return short === '' ? whole : `${whole}.${short.length === 3 ? `${short}0` : short.padEnd(2, '0')}`
}

const withoutUnit = (text: string, currency: string) => {
  const symbol = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value
  const upper = text.toUpperCase()
  for (const unit of [currency, symbol?.toUpperCase() ?? currency]) {
    if (upper.startsWith(unit)) return text.slice(unit.length).trim()
    if (upper.endsWith(unit)) return text.slice(0, -unit.length).trim()
  }
  return text
}

/** The English refusal advises "12,500", so an English reader is believed; nobody else's lone mark is. */
const isOwnGroup = (mark: string, locale: string) => mark === ',' && /^en\b/i.test(locale)

const readMarked = (number: string, mark: string, locale: string, digits: number): AmountRead => {
  const [whole = '', ...rest] = number.split(mark)
  const isGrouped = /^[1-9]\d{0,2}$/.test(whole) && rest.every((group) => group.length === 3)
  const joined = `${whole}${rest.join('')}`
  if (rest.length > 1) return isGrouped ? toMinorUnits({ whole: joined, fraction: '' }, digits) : notANumber
  const fraction = rest[0] ?? ''
  if (!isGrouped) return toMinorUnits({ whole, fraction }, digits)
  if (digits === 0 || isOwnGroup(mark, locale)) return toMinorUnits({ whole: joined, fraction: '' }, digits)
  return { ok: false, problem: 'ambiguous', readings: [joined, clearly(whole, fraction)] }
}

/** An amount as a person writes it, in minor units; what two locales read differently is not guessed. */
export const readAmount = (text: string, locale: string, currency: string): AmountRead => {
  const digits = minorDigits(currency)
  if (text.length > 400) return notANumber
  const bare = withoutUnit(text.normalize('NFKC').trim(), currency).replace(/[.,][-–—]+$/, '')
  const sign = /^[-+−]\s*/.exec(bare)?.[0] ?? ''
  const number = bare
    .slice(sign.length)
    .replace(/(?<=\d)[’`´ʼ]/g, "'")
    .replace(/\s+/g, ' ')
  // A blank or an apostrophe only ever parts the thousands.
  if (!/^(?:\d+|\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*)(?:[.,]\d+)*$/.test(number)) return notANumber
  const plain = number.replace(/[ ']/g, '')
  const marks = [...plain.matchAll(/[.,]/g)].map((match) => match[0])
  const last = marks.at(-1)
  if (plain !== number && marks.length > 1) return notANumber
  if (sign.startsWith('-') || sign.startsWith('−')) return { ok: false, problem: 'not_positive' }
  if (last === undefined) return toMinorUnits({ whole: plain, fraction: '' }, digits)
  const [before = '', fraction = ''] = [
    plain.slice(0, plain.lastIndexOf(last)),
    plain.slice(plain.lastIndexOf(last) + 1),
  ]
  if (plain !== number) return toMinorUnits({ whole: before, fraction }, digits)
  const first = marks[0] ?? last
  if (first === last) return readMarked(plain, last, locale, digits)
  const groups = before.split(first)
  const isGrouped = /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group))
  return isGrouped ? toMinorUnits({ whole: groups.join(''), fraction }, digits) : notANumber
}

/** An amount given as a number by a program, in minor units; null where the currency has no such unit. */
export const toMinor = (amount: number, currency: string): number | null => {
  const minor = Math.round(amount * 10 ** minorDigits(currency))
  return Number.isSafeInteger(minor) && minor >= 0 && fromMinor(minor, currency) === amount ? minor : null
}

/** Minor units as the number that programs exchange. */
export const fromMinor = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency)

/** Minor units as a person may type them: the bare number, "36000" or "12500.50", that every language reads alike. */
export const writeAmount = (minor: number, currency: string): string => {
  const digits = minorDigits(currency)
  // As text, since a float has no room for the cents of the largest amounts.
  const units = String(minor).padStart(digits + 1, '0')
  const at = units.length - digits
  return clearly(units.slice(0, at), units.slice(at))
}
