import { DateTime } from 'luxon'
import { createTask, parse, validate } from 'node-cron'

/** A 29th of February that is a Monday, too, comes after 40 years at the latest. */
const daysAtMost = 366 * 41

const fieldsOf = (cron: string) => cron.trim().split(/\s+/)

/** Whether this is a cron expression of five fields, minute to weekday; node-cron says so. Seconds are for machines. */
export const isCron = (cron: string): boolean => fieldsOf(cron).length === 5 && validate(cron.trim())

/** The moment at which the clocks of a zone show a time first; one that they skip on that day is moved on by what is skipped. */
const firstShown = (day: DateTime, hour: number, minute: number): number => {
  const moment = day.set({ hour, minute })
  return Math.min(...moment.getPossibleOffsets().map((one) => one.toMillis()))
}

/** The moments of a day at which a cron expression is due, by node-cron's reading of it; in milliseconds, in no order. */
type TimesOn = (day: DateTime) => number[]

const readTimes = <Found>(cron: string, zone: string, find: (timesOn: TimesOn) => Found): Found => {
  const { month, hour, minute } = parse(cron.trim())
  const onItsDays = createTask(`* * ${fieldsOf(cron).slice(2).join(' ')}`, () => undefined, { timezone: zone })
  try {
    return find((day) => {
      if (!month.includes(day.month) || !onItsDays.match(day.set({ hour: 12 }).toJSDate())) return []
      return hour.flatMap((one) => minute.map((other) => firstShown(day, one, other)))
    })
  } finally {
    onItsDays.destroy()
  }
}

const dayOf = (moment: Date, zone: string) => DateTime.fromJSDate(moment, { zone }).startOf('day')

/**
 * The next moment after another at which a cron expression is due in a zone; null for one that never is. node-cron alone
 * would leave a time out that a change of the clocks skips: a digest of Sunday 02:30 would be lost for a week. So that
 * comes when the clocks have gone on, and a time that is shown twice comes once, the first time.
 */
export const nextRun = (cron: string, zone: string, after: Date): Date | null => {
  if (!isCron(cron)) return null
  return readTimes(cron, zone, (timesOn) => {
    let day = dayOf(after, zone)
    for (let i = 0; i < daysAtMost; i++, day = day.plus({ days: 1 })) {
      const next = Math.min(...timesOn(day).filter((time) => time > after.getTime()))
      if (next !== Infinity) return new Date(next)
    }
    return null
  })
}

/** The newest moment from one to another, both included, at which a cron expression was due in a zone; null where none was. */
export const newestRun = (cron: string, zone: string, since: Date, until: Date): Date | null => {
  if (!isCron(cron)) return null
  return readTimes(cron, zone, (timesOn) => {
    const first = dayOf(since, zone)
    for (let day = dayOf(until, zone); day >= first; day = day.minus({ days: 1 })) {
      const within = timesOn(day).filter((time) => time >= since.getTime() && time <= until.getTime())
      if (within.length > 0) return new Date(Math.max(...within))
    }
    return null
  })
}
