import { dayMs, isoDate, localDay, stretchesOf } from './zone.ts'

const minuteMs = 60_000

/** Working hours by ISO weekday (1 is Monday), in minutes since local midnight, [from, to). */
export type WeekHours = Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, { from: number; to: number }>>

/** A calendar as the configuration file has it: holidays are ISO dates or a region such as DE-BE. */
export type CalendarRules = { zone: string; hours: WeekHours; holidays: string[] | { region: string } }

/** A calendar ready to count with: holidays are ISO dates. */
export type Calendar = { zone: string; hours: WeekHours; holidays: ReadonlySet<string> }

const officeDay = { from: 9 * 60, to: 17 * 60 + 30 }

/** Monday to Friday, 09:00 to 17:30 (domain §6). */
export const defaultWeekHours: WeekHours = { 1: officeDay, 2: officeDay, 3: officeDay, 4: officeDay, 5: officeDay }

type Opening = { from: number; to: number }

const hoursOn = (calendar: Calendar, day: number) => {
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = (((((day + 3) % 7) + 7) % 7) + 1) as keyof WeekHours
  const hours = calendar.hours[weekday]
  return hours && hours.from < hours.to ? hours : undefined
}

/** On the day the clocks change, hours that the wall clock skips do not count and hours that it shows twice count twice. */
const openingsOn = (calendar: Calendar, day: number): Opening[] => {
  const hours = hoursOn(calendar, day)
  if (!hours || (calendar.holidays.size > 0 && calendar.holidays.has(isoDate(day)))) return []
  return stretchesOf(calendar.zone, day)
    .map(({ offset, from, to }) => ({
      from: Math.max(day * dayMs + hours.from * minuteMs - offset, from),
      to: Math.min(day * dayMs + hours.to * minuteMs - offset, to),
    }))
    .filter((opening) => opening.from < opening.to)
}

const requireHours = (calendar: Calendar) => {
  if (![0, 1, 2, 3, 4, 5, 6].some((day) => hoursOn(calendar, day))) {
    throw new RangeError(`The calendar in ${calendar.zone} has no working hours`)
  }
}

const requireAmount = (amount: number, isValid: boolean, unit: string) => {
  if (!isValid) throw new RangeError(`${amount} is no number of business ${unit}`)
}

const instant = (at: Date) => {
  const ms = at.getTime()
  if (Number.isNaN(ms)) throw new RangeError('The date is invalid')
  return ms
}

/** The earliest instant by which so many business minutes have passed; 0 is the start itself. RangeError for a calendar without hours (domain §6). */
export const dueAfterMinutes = (calendar: Calendar, from: Date, minutes: number): Date => {
  requireHours(calendar)
  requireAmount(minutes, Number.isFinite(minutes) && minutes >= 0, 'minutes')
  const start = instant(from)
  let left = Math.round(minutes * minuteMs)
  if (left === 0) return new Date(start)
  for (let day = localDay(calendar.zone, start); ; day += 1) {
    for (const opening of openingsOn(calendar, day)) {
      const begin = Math.max(opening.from, start)
      const length = Math.max(0, opening.to - begin)
      if (length >= left) return new Date(begin + left)
      left -= length
    }
  }
}

/** The close of the n-th next working day after the local day of `from`. RangeError for a calendar without hours (domain §6). */
export const dueAfterDays = (calendar: Calendar, from: Date, days: number): Date => {
  requireHours(calendar)
  requireAmount(days, Number.isInteger(days) && days > 0, 'days')
  let left = days
  for (let day = localDay(calendar.zone, instant(from)) + 1; ; day += 1) {
    const close = openingsOn(calendar, day).at(-1)
    if (close) left -= 1
    if (close && left === 0) return new Date(close.to)
  }
}

/** Minutes inside working hours between two instants, with fractions; negative when `to` lies before `from` (domain §6). */
export const businessMinutesBetween = (calendar: Calendar, from: Date, to: Date): number => {
  const start = instant(from)
  const end = instant(to)
  if (end < start) return -businessMinutesBetween(calendar, to, from)
  const last = localDay(calendar.zone, end)
  let total = 0
  for (let day = localDay(calendar.zone, start); day <= last; day += 1) {
    for (const opening of openingsOn(calendar, day)) {
      total += Math.max(0, Math.min(opening.to, end) - Math.max(opening.from, start))
    }
  }
  return total / minuteMs
}

/** Whether an instant lies inside working hours; the closing minute itself does not (domain §6). */
export const isOpenAt = (calendar: Calendar, at: Date): boolean => {
  const ms = instant(at)
  return openingsOn(calendar, localDay(calendar.zone, ms)).some((opening) => opening.from <= ms && ms < opening.to)
}

/** When the working hours began that the instant lies in. RangeError where it lies in none (domain §6). */
export const openedAt = (calendar: Calendar, at: Date): Date => {
  const ms = instant(at)
  const found = openingsOn(calendar, localDay(calendar.zone, ms)).find(({ from, to }) => from <= ms && ms < to)
  if (!found) throw new RangeError(`${at.toISOString()} lies outside of the working hours in ${calendar.zone}`)
  return new Date(found.from)
}

/** The instant itself when it lies inside working hours, else the next opening. RangeError for a calendar without hours (domain §6). */
export const nextOpening = (calendar: Calendar, at: Date): Date => {
  requireHours(calendar)
  const start = instant(at)
  for (let day = localDay(calendar.zone, start); ; day += 1) {
    const opening = openingsOn(calendar, day).find(({ to }) => to > start)
    if (opening) return new Date(Math.max(opening.from, start))
  }
}
