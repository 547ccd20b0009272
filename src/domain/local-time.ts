import { DateTime, IANAZone } from 'luxon'

/** Whether a zone is called so; an offset is none, as it knows no summer time. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name) && !/^[+-]/.test(name)

/** The moment of a day and time in a zone; a time that the zone skips is moved on by the skipped hour. */
export const momentOf = (date: string, time: string, zone: string): Date =>
  DateTime.fromISO(`${date}T${time}`, { zone }).toJSDate()

/** How often the clocks of a zone show this time on this day: a change of the clocks skips an hour, or shows it twice. */
export const timesShown = (date: string, time: string, zone: string): 0 | 1 | 2 => {
  const moment = DateTime.fromISO(`${date}T${time}`, { zone })
  if (moment.toFormat('HH:mm') !== time) return 0
  return moment.getPossibleOffsets().length > 1 ? 2 : 1
}

/** Nobody plans further ahead; a day beyond is a slip, and a clock would count the working hours of centuries. */
const furthestYears = 5

/** Whether a day lies too far ahead of today to be meant. */
export const isTooFar = (day: string, today: string): boolean =>
  Number(day.slice(0, 4)) > Number(today.slice(0, 4)) + furthestYears

/** The day that it is in a zone. */
export const dayIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd')

/** The time of day that it is in a zone. */
export const timeIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('HH:mm')

/** The day so many days after another. */
export const daysAfter = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
