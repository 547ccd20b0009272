import { DateTime } from 'luxon'

/** The moment of a day and time in a zone; a time that the zone skips is moved on by the skipped hour. */
export const momentOf = (date: string, time: string, zone: string): Date =>
  DateTime.fromISO(`${date}T${time}`, { zone }).toJSDate()

/** The day that it is in a zone. */
export const dayIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd')

/** The time of day that it is in a zone. */
export const timeIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('HH:mm')

/** The day so many days after another. */
export const daysAfter = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
