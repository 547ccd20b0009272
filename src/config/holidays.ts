import type { Calendar, CalendarRules } from '../domain/clock.ts'
import { openHolidays } from './region.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const open = (region: string) => {
  const [country = '', state, district] = region.toUpperCase().split('-')
  const library = openHolidays()
  const isKnown =
    country in library.getCountries() &&
    (state === undefined || state in (library.getStates(country) ?? {})) &&
    (district === undefined || district in (library.getRegions(country, state ?? '') ?? {}))
  if (!isKnown) throw new RangeError(`There is no holiday region "${region}"`)
  if (district !== undefined && state !== undefined) library.init(country, state, district)
  else if (state !== undefined) library.init(country, state)
  else library.init(country)
  return library
}

/** The days more than half covered, so that an afternoon off is no holiday and the last day of a long feast is. */
const daysOf = ({ date, start, end }: { date: string; start: Date; end: Date }) => {
  const first = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`)
  const last = first + (end.getTime() - start.getTime())
  const days: string[] = []
  for (let day = Math.floor(first / dayMs) * dayMs; day < last; day += dayMs) {
    const covered = Math.min(last, day + dayMs) - Math.max(first, day)
    if (covered > 12 * hourMs) days.push(new Date(day).toISOString().slice(0, 10))
  }
  return days
}

/** A calendar with the public holidays of its region as dates, both years included. RangeError for an unknown region (domain §6). */
export const resolveCalendar = async (rules: CalendarRules, years: { from: number; to: number }): Promise<Calendar> => {
  const { zone, hours, holidays } = rules
  if (Array.isArray(holidays)) return { zone, hours, holidays: new Set(holidays) }
  const library = open(holidays.region)
  const dates = new Set<string>()
  for (let year = years.from; year <= years.to; year += 1) {
    const found = library.getHolidays(year).filter(({ type }) => type === 'public')
    for (const day of found.flatMap(daysOf)) dates.add(day)
  }
  return { zone, hours, holidays: dates }
}
