import { z } from 'zod'
import { type CalendarRules, defaultWeekHours } from '../domain/clock.ts'
import { zone } from './codes.ts'
import { weekHours } from './hours.ts'
import { shown } from './nearest.ts'
import { name, reading, readingOfText, wrong } from './reading.ts'
import { readRegion } from './region.ts'
import { chosen, section } from './section.ts'

const isoDateMeant = (text: string) => {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (!parts) return null
  const meant = `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}`
  return z.iso.date().safeParse(meant).success ? meant : null
}

const date = readingOfText<string>((value) =>
  z.iso.date().safeParse(value).success
    ? { value }
    : wrong(`${shown(value)} is no date of any calendar: write 2026-12-24`, isoDateMeant(value)),
)

const region = reading<{ region: string }>((value) => {
  if (typeof value !== 'string')
    return wrong(`must be a region such as DE-BE or a list of dates, and is ${shown(value)}`)
  return z.iso.date().safeParse(value).success ? wrong('dates stand in a list', `[${value}]`) : readRegion(value.trim())
})

const holidays = chosen<CalendarRules['holidays']>((value) => (Array.isArray(value) ? z.array(date) : region))

export const calendarsSection = z.record(
  name('calendar'),
  section({ zone: zone.optional(), hours: weekHours.default(defaultWeekHours), holidays: holidays.default([]) }),
)
