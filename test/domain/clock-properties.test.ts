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

const minuteMs = 60_000
const runs = { numRuns: 300 }

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
]
// Around the days on which these zones change their clocks in 2026, and in the quiet of June.
const weeks = [
  '2026-03-06',
  '2026-03-27',
  '2026-04-03',
  '2026-04-22',
  '2026-06-10',
  '2026-10-02',
  '2026-10-23',
  '2026-10-29',
]

const moment = fc
  .tuple(fc.constantFrom(...weeks), fc.integer({ min: 0, max: 5 * 24 * 60 }))
  .map(([day, minutes]) => new Date(Date.parse(day) + minutes * minuteMs))

const hours = fc
  .tuple(fc.integer({ min: 0, max: 1410 }), fc.integer({ min: 30, max: 1440 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }))

const week = fc
  .tuple(hours, hours, hours, fc.boolean())
  .map(([early, late, end, isShort]) =>
    isShort ? { 3: late, 7: end } : { 1: early, 2: late, 3: early, 4: late, 5: early, 6: end, 7: end },
  )

const calendar: fc.Arbitrary<Calendar> = fc.record({
  zone: fc.constantFrom(...zones),
  hours: week,
  holidays: fc.subarray(['2026-03-29', '2026-06-10', '2026-10-26', '2026-10-30']).map((days) => new Set(days)),
})

const formats = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
)

/** Whether the wall clock on that zone's wall stands inside the hours: the plainest reading of the rule. */
const wallSaysOpen = ({ zone, hours, holidays }: Calendar, at: number) => {
  const [date = '', time = ''] = formats.get(zone)?.format(at).split(' ') ?? []
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const weekday = ((new Date(date).getUTCDay() + 6) % 7) + 1
  const today = hours[weekday as keyof typeof hours]
  const now = hour * 60 + minute
  return today !== undefined && !holidays.has(date) && today.from <= now && now < today.to
}

test('minute by minute, the calendar is open when the wall clock says so', () => {
  fc.assert(
    fc.property(calendar, moment, (rules, at) => {
      expect(isOpenAt(rules, at)).toBe(wallSaysOpen(rules, at.getTime()))
    }),
    { numRuns: 2_000 },
  )
})

test('minutes between two moments are those that the wall clock shows inside the hours', () => {
  fc.assert(
    fc.property(calendar, moment, fc.integer({ min: 0, max: 2_000 }), (rules, from, length) => {
      let open = 0
      for (let step = 0; step < length; step += 1) {
        if (wallSaysOpen(rules, from.getTime() + step * minuteMs)) open += 1
      }
      expect(businessMinutesBetween(rules, from, new Date(from.getTime() + length * minuteMs))).toBe(open)
    }),
    { numRuns: 200 },
  )
})

test('what is due after some minutes lies exactly so many minutes ahead, and not a moment earlier would do', () => {
  fc.assert(
    fc.property(calendar, moment, fc.integer({ min: 1, max: 5_000 }), (rules, from, minutes) => {
      const due = dueAfterMinutes(rules, from, minutes)
      expect(businessMinutesBetween(rules, from, due)).toBe(minutes)
      expect(businessMinutesBetween(rules, from, new Date(due.getTime() - 1))).toBeLessThan(minutes)
    }),
    runs,
  )
})

test('the clock is additive: two waits in a row end where one wait of both ends', () => {
  const wait = fc.integer({ min: 0, max: 3_000 })
  fc.assert(
    fc.property(calendar, moment, wait, wait, (rules, from, first, second) => {
      const inTwo = dueAfterMinutes(rules, dueAfterMinutes(rules, from, first), second)
      expect(inTwo).toEqual(dueAfterMinutes(rules, from, first + second))
    }),
    runs,
  )
})

test('the clock is monotone: who starts later or waits longer is never due earlier', () => {
  const small = fc.integer({ min: 0, max: 4_000 })
  fc.assert(
    fc.property(calendar, moment, small, small, small, (rules, from, later, minutes, more) => {
      const due = dueAfterMinutes(rules, from, minutes).getTime()
      const start = new Date(from.getTime() + later * minuteMs)
      expect(dueAfterMinutes(rules, start, minutes).getTime()).toBeGreaterThanOrEqual(due)
      expect(dueAfterMinutes(rules, from, minutes + more).getTime()).toBeGreaterThanOrEqual(due)
    }),
    runs,
  )
})

test('days are monotone, and end where a working day closes', () => {
  fc.assert(
    fc.property(calendar, moment, fc.integer({ min: 1, max: 20 }), (rules, from, days) => {
      const due = dueAfterDays(rules, from, days)
      expect(dueAfterDays(rules, from, days + 1).getTime()).toBeGreaterThan(due.getTime())
      expect([isOpenAt(rules, new Date(due.getTime() - 1)), due > from]).toEqual([true, true])
    }),
    runs,
  )
})

test('the next opening is open, and nothing is open before it', () => {
  fc.assert(
    fc.property(calendar, moment, (rules, at) => {
      const opening = nextOpening(rules, at)
      expect(isOpenAt(rules, opening)).toBe(true)
      expect(businessMinutesBetween(rules, at, opening)).toBe(0)
    }),
    runs,
  )
})
