import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  businessMinutesBetween,
  type Calendar,
  defaultWeekHours,
  dueAfterDays,
  dueAfterMinutes,
  isOpenAt,
  nextOpening,
} from '../../src/domain/clock.ts'

const at = (time: string) => new Date(time)
const berlin: Calendar = { zone: 'Europe/Berlin', hours: defaultWeekHours, holidays: new Set() }
const allWeek = (from: number, to: number) => {
  const hours = { from: from * 60, to: to * 60 }
  return { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours }
}

describe('minutes', () => {
  test('a P2 card of Friday 17:20 is due on Monday 09:50, after the clocks went back', () => {
    expect(dueAfterMinutes(berlin, at('2026-10-23T17:20:00+02:00'), 60)).toEqual(at('2026-10-26T08:50:00Z'))
  })

  test('a P1 card of Saturday is due on Monday 09:05', () => {
    expect(dueAfterMinutes(berlin, at('2026-11-21T13:00:00+01:00'), 5)).toEqual(at('2026-11-23T09:05:00+01:00'))
  })

  test('that end with the working day fall due at its close, not at the next opening', () => {
    expect(dueAfterMinutes(berlin, at('2026-11-17T16:30:00+01:00'), 60)).toEqual(at('2026-11-17T17:30:00+01:00'))
  })

  test('skip holidays', () => {
    const calendar = { ...berlin, holidays: new Set(['2026-05-01']) }
    expect(dueAfterMinutes(calendar, at('2026-04-30T17:20:00+02:00'), 60)).toEqual(at('2026-05-04T09:50:00+02:00'))
  })

  test('of none at all are due at once, and parts of a minute count', () => {
    const saturday = at('2026-11-21T13:00:00+01:00')
    expect(dueAfterMinutes(berlin, saturday, 0)).toEqual(saturday)
    expect(dueAfterMinutes(berlin, saturday, 2.5)).toEqual(at('2026-11-23T09:02:30+01:00'))
  })

  test('below zero or without end are refused', () => {
    const noon = at('2026-11-17T12:00:00Z')
    expect(() => dueAfterMinutes(berlin, noon, -1)).toThrow(RangeError)
    expect(() => dueAfterMinutes(berlin, noon, Infinity)).toThrow(RangeError)
    expect(() => dueAfterMinutes(berlin, new Date(Number.NaN), 5)).toThrow(RangeError)
  })
})

describe('days', () => {
  test('a P1 accepted on Wednesday at 11:00 is to be qualified by the close of the next Wednesday', () => {
    expect(dueAfterDays(berlin, at('2026-11-18T11:00:00+01:00'), 5)).toEqual(at('2026-11-25T16:30:00Z'))
  })

  test('begin to count on the next working day, whether today is one or not', () => {
    const monday = at('2026-11-23T17:30:00+01:00')
    expect(dueAfterDays(berlin, at('2026-11-20T00:00:00+01:00'), 1)).toEqual(monday)
    expect(dueAfterDays(berlin, at('2026-11-20T23:59:59+01:00'), 1)).toEqual(monday)
    expect(dueAfterDays(berlin, at('2026-11-22T12:00:00+01:00'), 1)).toEqual(monday)
  })

  test('skip holidays and end by the wall clock after a change of the clocks', () => {
    const calendar = { ...berlin, holidays: new Set(['2026-10-26']) }
    expect(dueAfterDays(calendar, at('2026-10-23T10:00:00+02:00'), 1)).toEqual(at('2026-10-27T16:30:00Z'))
  })

  test('that are no whole positive number are refused', () => {
    expect(() => dueAfterDays(berlin, at('2026-11-20T00:00:00Z'), 0)).toThrow(RangeError)
    expect(() => dueAfterDays(berlin, at('2026-11-20T00:00:00Z'), 1.5)).toThrow(RangeError)
  })
})

describe('opening hours', () => {
  test('begin at the opening minute and end before the closing one', () => {
    const open = ['08:59:59', '09:00:00', '17:29:59', '17:30:00'].map((time) =>
      isOpenAt(berlin, at(`2026-11-18T${time}+01:00`)),
    )
    expect(open).toEqual([false, true, true, false])
  })

  test('open next on Monday after a Friday evening, and now when they are open', () => {
    const noon = at('2026-11-18T12:00:00+01:00')
    expect(nextOpening(berlin, at('2026-11-20T17:30:00+01:00'))).toEqual(at('2026-11-23T09:00:00+01:00'))
    expect(nextOpening(berlin, noon)).toEqual(noon)
  })

  test('an overdue time counts backwards', () => {
    const due = at('2026-11-20T17:00:00+01:00')
    expect(businessMinutesBetween(berlin, at('2026-11-23T09:15:00+01:00'), due)).toBe(-45)
  })

  test('that are none at all are refused where a moment is asked for, and are closed elsewhere', () => {
    const noon = at('2026-11-18T12:00:00Z')
    for (const hours of [{}, { 1: { from: 600, to: 600 } }]) {
      const closed = { ...berlin, hours }
      expect(() => dueAfterMinutes(closed, noon, 5)).toThrow(RangeError)
      expect(() => dueAfterDays(closed, noon, 1)).toThrow(RangeError)
      expect(() => nextOpening(closed, noon)).toThrow(RangeError)
      expect(isOpenAt(closed, noon)).toBe(false)
      expect(businessMinutesBetween(closed, noon, at('2027-11-18T12:00:00Z'))).toBe(0)
    }
  })

  test('of a zone that does not exist are refused', () => {
    expect(() => isOpenAt({ ...berlin, zone: 'Mars/Olympus' }, at('2026-11-18T12:00:00Z'))).toThrow(RangeError)
  })
})

describe('on the day the clocks change', () => {
  const minutesOf = (zone: string, hours: Calendar['hours'], from: string, to: string) =>
    businessMinutesBetween({ zone, hours, holidays: new Set() }, at(from), at(to))

  test('a day without a break has 23 or 25 hours', () => {
    const day = allWeek(0, 24)
    expect(minutesOf('Europe/Berlin', day, '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00')).toBe(23 * 60)
    expect(minutesOf('Europe/Berlin', day, '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00')).toBe(25 * 60)
  })

  test('hours that the wall clock skips do not count, and hours that it shows twice count twice', () => {
    const night = allWeek(1, 3)
    expect(minutesOf('Europe/Berlin', night, '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00')).toBe(60)
    expect(minutesOf('Europe/Berlin', night, '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00')).toBe(180)
  })

  test('a day that begins at 01:00 because midnight is skipped opens then', () => {
    const cairo = { zone: 'Africa/Cairo', hours: allWeek(0, 8), holidays: new Set<string>() }
    expect(nextOpening(cairo, at('2026-04-23T12:00:00Z'))).toEqual(at('2026-04-24T01:00:00+03:00'))
  })

  test('a date that a zone leaves out is no working day', () => {
    const apia = { zone: 'Pacific/Apia', hours: allWeek(9, 17), holidays: new Set<string>() }
    expect(dueAfterDays(apia, at('2011-12-29T12:00:00-10:00'), 1)).toEqual(at('2011-12-31T17:00:00+14:00'))
  })
})

const clockRow = z.object({ clock: z.string(), due: z.string() })
const lineOfHistory = z.object({
  number: z.number(),
  priority: z.number(),
  returns: z.number(),
  postedAt: z.string().nullable(),
  firstReached: z.object({ sal: z.string().optional(), sql: z.string().optional() }),
  sla: z.array(clockRow),
})

const pick = (values: number[], priority: number) => values[priority - 1] ?? Number.NaN

describe('the clocks of the demo organisation', () => {
  const history = readFileSync('src/playground/demo/demo90.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => lineOfHistory.parse(JSON.parse(line)))

  const startOf = ({ postedAt, firstReached }: z.infer<typeof lineOfHistory>, clock: string) =>
    at((clock === 'accept' ? postedAt : clock === 'ae_decision' ? firstReached.sql : firstReached.sal) ?? '')

  const dueOf = (clock: string, start: Date, priority: number) => {
    if (clock === 'accept') return dueAfterMinutes(berlin, start, pick([5, 60, 240], priority))
    if (clock === 'first_touch') return dueAfterMinutes(berlin, start, pick([15, 240, 480], priority))
    return dueAfterDays(berlin, start, clock === 'qualify' ? pick([5, 10, 15], priority) : 2)
  }

  test.each([
    ['accept', 300],
    ['first_touch', 200],
    ['qualify', 200],
    ['ae_decision', 90],
  ])('%s falls due where the rules put it, in over %i cases', (clock, atLeast) => {
    // A return starts the clocks of the second handshake anew, and the history keeps first times alone.
    const rows = history
      .filter(({ returns }) => returns === 0)
      .flatMap((line) => line.sla.filter((row) => row.clock === clock).map((row) => ({ line, row })))
    expect(rows.length).toBeGreaterThan(atLeast)
    for (const { line, row } of rows) {
      const due = dueOf(clock, startOf(line, clock), line.priority)
      expect({ number: line.number, due }).toEqual({ number: line.number, due: at(row.due) })
    }
  })
})
