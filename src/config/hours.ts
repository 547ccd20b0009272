import { z } from 'zod'
import type { WeekHours } from '../domain/clock.ts'
import { nearest, shown } from './nearest.ts'
import { type Reading, reading, wrong } from './reading.ts'

type Weekday = keyof WeekHours & number

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

const nearestDay = (word: string) => {
  const short = word.trim().toLowerCase().slice(0, 3)
  return dayNames.includes(short) ? short : nearest(short, dayNames)
}

const betterDays = (text: string) => {
  const parts = text.split(/\s*([-–,])\s*/).map((part, at) => (at % 2 ? part.replace('–', '-') : nearestDay(part)))
  return parts.every((part) => part !== null) ? parts.join('') : null
}

/** Reads mon-fri, sat, or mon,wed into ISO weekdays; a range may run over Sunday. */
const readDays = (text: string): Reading<Weekday[]> => {
  const days: Weekday[] = []
  for (const part of text.split(',')) {
    const [first = '', last = first, ...more] = part.split('-')
    const from = dayNames.indexOf(first)
    const to = dayNames.indexOf(last)
    if (from < 0 || to < 0 || more.length > 0) {
      return wrong(`${shown(text)} names no days: mon-fri, sat, or mon,wed`, betterDays(text))
    }
    const length = ((to - from + 7) % 7) + 1
    days.push(...[...weekdays, ...weekdays].slice(from, from + length))
  }
  return { value: days }
}

const clockText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const looseMinutes = (hour = '', minute = '00', half = '') => {
  const base = (Number(hour) % (half ? 12 : 25)) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return Number(minute) > 59 ? Number.NaN : base * 60 + Number(minute)
}

const betterHours = (text: string) => {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i.exec(
    text,
  )
  if (!match) return null
  const from = looseMinutes(match[1], match[2], match[3])
  const to = looseMinutes(match[4], match[5], match[6])
  return from < to && to <= 1440 ? `"${clockText(from)}-${clockText(to)}"` : null
}

/** Reads 09:00-17:30 into minutes since midnight; 24:00 may end a day. */
const readHours = (value: unknown): Reading<{ from: number; to: number }> => {
  if (typeof value !== 'string') return wrong(`must be hours such as "09:00-17:30", and is ${shown(value)}`)
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(value.trim())
  if (!match) return wrong(`${shown(value)} is no working time: write "09:00-17:30"`, betterHours(value.trim()))
  const from = Number(match[1]) * 60 + Number(match[2])
  const to = Number(match[3]) * 60 + Number(match[4])
  if (to > 1440) return wrong(`${shown(value)} ends after midnight`, `"${clockText(from)}-24:00"`)
  if (from === to) return wrong(`${shown(value)} has no length`)
  if (from > to) return wrong(`${shown(value)} ends before it begins`, `"${clockText(to)}-${clockText(from)}"`)
  return { value: { from, to } }
}

/** The working hours of a week (domain §6); at least one day, none of them twice. */
export const weekHours = z.record(z.string(), reading(readHours)).transform((written, context): WeekHours => {
  const week: WeekHours = {}
  const refuse = (path: string[], message: string, suggestion: string | null) =>
    context.issues.push({ code: 'custom', message, input: written, path, params: { suggestion } })
  for (const [key, hours] of Object.entries(written)) {
    const days = readDays(key.trim())
    if ('wrong' in days) {
      refuse([key], days.wrong, days.suggestion)
      continue
    }
    for (const day of days.value) {
      if (week[day]) refuse([key], `${dayNames[day - 1]} stands here and in a key before`, null)
      week[day] = hours
    }
  }
  if (Object.keys(written).length === 0)
    refuse([], 'needs at least one day, or nothing is ever due', '{ mon-fri: "09:00-17:30" }')
  return week
})
