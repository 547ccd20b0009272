import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  businessMinutesBetween,
  type Calendar,
  dueAfterDays,
  dueAfterMinutes,
  isOpenAt,
  nextOpening,
} from '../../src/domain/clock.ts'

const minute = 60_000
const day = 24 * 60 * minute
const years = { from: Date.parse('2026-01-01'), to: Date.parse('2028-01-01') }

/** From when on a zone is so many milliseconds ahead of UTC, as the runtime itself says. */
type Change = { at: number; offset: number }

const readOffset = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  return (at: number): number => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(at)) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute
  }
}

const findChanges = (zone: string): Change[] => {
  const offsetAt = readOffset(zone)
  const changes = [{ at: Number.NEGATIVE_INFINITY, offset: offsetAt(years.from) }]
  for (let at = years.from; at < years.to; at += day) {
    const before = offsetAt(at)
    if (offsetAt(at + day) === before) continue
    let [early, late] = [at, at + day]
    while (late - early > minute) {
      const middle = early + Math.floor((late - early) / minute / 2) * minute
      if (offsetAt(middle) === before) early = middle
      else late = middle
    }
    changes.push({ at: late, offset: offsetAt(late) })
  }
  return changes
}

const hours = fc
  .tuple(fc.integer({ min: 0, max: 1410 }), fc.integer({ min: 30, max: 1440 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }))
const week = fc
  .tuple(hours, hours, hours, fc.boolean())
  .map(([one, two, end, isShort]) =>
    isShort ? { 3: one, 7: end } : { 1: one, 2: two, 3: one, 4: two, 5: one, 6: end, 7: end },
  )

/** The rules read as plainly as they can be: minute by minute, with what the wall clock shows. */
const byTheWall = ({ hours, holidays }: Calendar, changes: readonly Change[]) => {
  let stretch = { from: 0, to: 0, offset: 0 }
  const wallAt = (at: number) => {
    if (at < stretch.from || at >= stretch.to) {
      const nth = changes.findLastIndex((one) => one.at <= at)
      const { at: from, offset } = changes[nth] as Change
      stretch = { from, to: changes[nth + 1]?.at ?? Number.POSITIVE_INFINITY, offset }
    }
    return at + stretch.offset
  }
  const dateAt = (at: number) => Math.floor(wallAt(at) / day)
  const days = new Map<number, { from: number; to: number } | null>()
  const hoursOf = (date: number) => {
    const known = days.get(date)
    if (known !== undefined) return known
    const noon = new Date((date + 0.5) * day)
    const weekday = (noon.getUTCDay() || 7) as keyof typeof hours
    const found = holidays.has(noon.toISOString().slice(0, 10)) ? null : (hours[weekday] ?? null)
    days.set(date, found)
    return found
  }
  const isOpen = (at: number) => {
    const today = hoursOf(dateAt(at))
    const now = Math.floor((wallAt(at) - dateAt(at) * day) / minute)
    return today !== null && today.from <= now && now < today.to
  }
  const afterMinutes = (from: number, minutes: number) => {
    let at = from
    for (let left = minutes; left > 0; at += minute) if (isOpen(at)) left--
    return at
  }
  const opening = (from: number) => {
    let at = from
    while (!isOpen(at)) at += minute
    return at
  }
  const afterDays = (from: number, count: number) => {
    let [at, left, date, close] = [from, count, dateAt(from), 0]
    // The day of the start does not count; each later one with an open minute does, when it is over.
    for (let isFirst = true; left > 0; at += minute) {
      const now = dateAt(at)
      if (now !== date) {
        if (!isFirst && close > 0) left--
        if (left === 0) break
        ;[date, close, isFirst] = [now, 0, false]
      }
      if (isOpen(at)) close = at + minute
    }
    return close
  }
  return { isOpen, afterMinutes, opening, afterDays }
}

const casesEach = 30
const zones = Intl.supportedValuesOf('timeZone')

test(`in all ${zones.length} zones, around each change of clocks, ${zones.length * casesEach} random cases are as the wall clock has it`, () => {
  expect(zones.length * casesEach).toBeGreaterThanOrEqual(10_000)
  const quiet = [Date.parse('2026-06-10'), Date.parse('2027-01-04')]
  let changed = 0
  for (const zone of zones) {
    const changes = findChanges(zone)
    const moments = changes.length > 1 ? changes.slice(1).map(({ at }) => at) : quiet
    changed += changes.length - 1
    const someMoment = fc
      .tuple(fc.constantFrom(...moments), fc.integer({ min: -2 * 24 * 60, max: 24 * 60 }))
      .map(([at, minutes]) => at + minutes * minute)
    const holidays = someMoment.map((at) => new Set([new Date(at).toISOString().slice(0, 10)]))
    const waits = [fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 3 })] as const
    fc.assert(
      fc.property(week, holidays, someMoment, ...waits, (hours, holidays, from, minutes, days) => {
        const rules: Calendar = { zone, hours, holidays }
        const wall = byTheWall(rules, changes)
        const start = new Date(from)
        const due = wall.afterMinutes(from, minutes)
        expect(isOpenAt(rules, start)).toBe(wall.isOpen(from))
        expect(dueAfterMinutes(rules, start, minutes)).toEqual(new Date(due))
        expect(businessMinutesBetween(rules, start, new Date(due))).toBe(minutes)
        expect(nextOpening(rules, start)).toEqual(new Date(wall.opening(from)))
        expect(dueAfterDays(rules, start, days)).toEqual(new Date(wall.afterDays(from, days)))
      }),
      { numRuns: casesEach },
    )
  }
  expect(changed).toBeGreaterThan(300)
}, 300_000)
