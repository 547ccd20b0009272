import { DateTime } from 'luxon'

/** The instants [from, to) of a period with their dates in its zone; `toDate` is the day after the last one. */
export type Period = {
  from: Date
  to: Date
  fromDate: string
  toDate: string
  /** First and last day as people write them, `2026-08-01..2026-10-31`; read again it gives the same period. */
  label: string
}

type Span = { start: DateTime; end: DateTime }
type Reader = { pattern: RegExp; read: (found: string[], today: DateTime, zone: string) => Span | null }

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const whole = (start: DateTime, unit: Unit): Span => ({ start, end: start.plus({ [unit]: 1 }).startOf('day') })

const readDate = (text: string, zone: string): Span | null => {
  const start = DateTime.fromISO(text, { zone })
  if (!start.isValid) return null
  return whole(start, text.length === 7 ? 'month' : 'day')
}

const week = (weekYear: number, weekNumber: number, zone: string): Span | null => {
  const start = DateTime.fromObject({ weekYear, weekNumber, weekday: 1 }, { zone })
  return start.isValid ? whole(start, 'week') : null
}

const readers: readonly Reader[] = [
  { pattern: /^today$/, read: (_, today) => whole(today, 'day') },
  { pattern: /^yesterday$/, read: (_, today) => whole(today.minus({ days: 1 }), 'day') },
  {
    pattern: /^(this|last) (week|month|quarter|year)$/,
    read: ([which, unit], today) => {
      const current = today.startOf(unit as Unit)
      return whole(which === 'this' ? current : current.minus({ [String(unit)]: 1 }), unit as Unit)
    },
  },
  {
    // Today is the last of them, so that "last 1 day" is today.
    pattern: /^last (\d{1,5}) days?$/,
    read: ([days], today) => ({ start: today.minus({ days: Number(days) - 1 }), end: today.plus({ days: 1 }) }),
  },
  {
    // Without a year, the newest week of that number that has begun.
    pattern: /^week (\d{1,2})$/,
    read: ([number], today, zone) => {
      const thisYear = week(today.weekYear, Number(number), zone)
      return thisYear && thisYear.start <= today ? thisYear : week(today.weekYear - 1, Number(number), zone)
    },
  },
  { pattern: /^(\d{4})-?w(\d{1,2})$/, read: ([year, number], _, zone) => week(Number(year), Number(number), zone) },
  { pattern: /^(\d{4}-\d{2}(?:-\d{2})?)$/, read: ([date], _, zone) => readDate(String(date), zone) },
  {
    // Phones turn two dots into an ellipsis.
    pattern: /^(\d{4}-\d{2}(?:-\d{2})?) ?(?:\.{2,3}|…) ?(\d{4}-\d{2}(?:-\d{2})?)$/,
    read: ([first, last], _, zone) => {
      const start = readDate(String(first), zone)?.start
      const end = readDate(String(last), zone)?.end
      return start && end ? { start, end } : null
    },
  },
]

const readSpan = (words: string, zone: string, now: Date): Span | null => {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day')
  const plain = words.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  for (const { pattern, read } of readers) {
    const found = pattern.exec(plain)
    if (found) return read(found.slice(1), today, zone)
  }
  return null
}

/** Reads the words of a period in English or as dates, in a zone; not ok for words or dates that mean nothing (domain §10). */
export const parsePeriod = (words: string, zone: string, now: Date): ({ ok: true } & Period) | { ok: false } => {
  const span = readSpan(words, zone, now)
  const fromDate = span?.start.toISODate()
  const toDate = span?.end.toISODate()
  const lastDate = span?.end.minus({ days: 1 }).toISODate()
  if (!span || !fromDate || !toDate || !lastDate || span.start >= span.end) return { ok: false }
  // In another zone the first day of year 1 and the last of 9999 lie in years that no store writes with four digits.
  if (span.start.year < 2 || span.end.year > 9999) return { ok: false }
  const label = fromDate === lastDate ? fromDate : `${fromDate}..${lastDate}`
  return { ok: true, from: span.start.toJSDate(), to: span.end.toJSDate(), fromDate, toDate, label }
}
