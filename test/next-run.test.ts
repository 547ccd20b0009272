import { assert, constantFrom, date, property } from 'fast-check'
import { createTask } from 'node-cron'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { dayIn } from '../src/domain/local-time.ts'
import { localDay, stretchesOf } from '../src/domain/zone.ts'
import { isCron, nextRun } from '../src/services/next-run.ts'

afterEach(() => {
  vi.useRealTimers()
})

const runsOf = (cron: string, zone: string, from: string, count: number): string[] => {
  const runs: Date[] = []
  for (let at = new Date(from); runs.length < count; at = runs.at(-1) ?? at) {
    const next = nextRun(cron, zone, at)
    if (next === null) break
    runs.push(next)
  }
  return runs.map((run) => run.toISOString().replace(':00.000Z', 'Z'))
}

describe('the next run of a cron expression', () => {
  test.each([
    ['0 9 * * 1', 'Europe/Berlin', '2026-11-18T09:00:00Z', ['2026-11-23T08:00Z', '2026-11-30T08:00Z']],
    ['0 9 * * 1-5', 'Europe/Berlin', '2026-11-20T09:00:00Z', ['2026-11-23T08:00Z', '2026-11-24T08:00Z']],
    ['0 9 1 * *', 'Europe/Berlin', '2026-11-20T09:00:00Z', ['2026-12-01T08:00Z', '2027-01-01T08:00Z']],
    ['30 8 * * FRI', 'America/New_York', '2026-10-28T00:00:00Z', ['2026-10-30T12:30Z', '2026-11-06T13:30Z']],
    ['0 9 L * *', 'Asia/Tokyo', '2027-01-31T00:00:00Z', ['2027-02-28T00:00Z', '2027-03-31T00:00Z']],
    ['0 9 * * 1#1', 'Europe/Berlin', '2026-11-18T09:00:00Z', ['2026-12-07T08:00Z', '2027-01-04T08:00Z']],
    ['0 9 13 * 5', 'UTC', '2026-11-14T00:00:00Z', ['2027-08-13T09:00Z', '2028-10-13T09:00Z']],
    ['0 9 29 2 1', 'UTC', '2026-01-01T00:00:00Z', ['2044-02-29T09:00Z', '2072-02-29T09:00Z']],
  ])('%s in %s', (cron, zone, from, runs) => {
    expect(runsOf(cron, zone, from, 2)).toEqual(runs)
  })

  test('is later than the moment that it is asked for', () => {
    expect(runsOf('0 9 * * *', 'Europe/Berlin', '2026-11-18T08:00:00Z', 1)).toEqual(['2026-11-19T08:00Z'])
    expect(runsOf('0 9 * * *', 'Europe/Berlin', '2026-11-18T07:59:59.999Z', 1)).toEqual(['2026-11-18T08:00Z'])
  })
})

describe('at a change of the clocks', () => {
  test.each([
    ['keeps its time of day', '0 9 * * *', 'Europe/Berlin', '2026-03-28', '28T08:00 29T07:00 30T07:00'],
    [
      'comes an hour later where it is skipped',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28',
      '28T01:30 29T01:30 30T00:30',
    ],
    ['comes at the first of two', '30 2 * * *', 'Europe/Berlin', '2026-10-24', '24T00:30 25T00:30 26T01:30'],
    ['comes at the first of two', '30 1 * * *', 'America/New_York', '2026-10-31', '31T05:30 01T05:30 02T06:30'],
    [
      'comes half an hour later where that is skipped',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03',
      '03T15:45 04T15:15 05T15:15',
    ],
    [
      'comes once where two times fall together',
      '30 2,3 * * *',
      'Europe/Berlin',
      '2026-03-29',
      '29T01:30 30T00:30 30T01:30',
    ],
    ['comes where midnight is skipped', '30 0 * * *', 'Africa/Cairo', '2026-04-23', '23T22:30 24T21:30 25T21:30'],
  ])('a digest %s: %s in %s', (_, cron, zone, from, runs) => {
    const found = runsOf(cron, zone, from, 3).map((run) => run.slice(8, 16))
    expect(found.join(' ')).toBe(runs)
  })

  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Asia/Tokyo',
    'Europe/Dublin',
  ]
  test.each(zones)('a daily digest in %s comes once on each day of a year, whatever its time', (zone) => {
    for (const time of ['30 0', '15 1', '59 1', '0 2', '30 2', '0 3']) {
      const runs = runsOf(`${time} * * *`, zone, '2026-01-01T12:00:00Z', 365)
      expect(new Set(runs.map((run) => dayIn(new Date(run), zone))).size, time).toBe(365)
      expect(runs).toEqual(runs.toSorted())
    }
  })

  test('on every other day it is what node-cron itself would do', () => {
    const crons = [
      '*/20 * * * *',
      '0 9 * * 1-5',
      '30 2 * * *',
      '15 8-18/2 * * 1,3',
      '0 0 1 * *',
      '45 23 L * *',
      '5 4 * 2 5L',
    ]
    const hasChange = (zone: string, at: Date) => stretchesOf(zone, localDay(zone, at.getTime())).length > 1
    const min = new Date('2020-01-01T00:00:00Z')
    const when = date({ min, max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
    assert(
      property(constantFrom(...crons), constantFrom(...zones), when, (cron, zone, after) => {
        vi.useFakeTimers({ toFake: ['Date'], now: after })
        const task = createTask(cron, () => undefined, { timezone: zone })
        const [theirs] = task.getNextRuns(1)
        task.destroy()
        vi.useRealTimers()
        const ours = nextRun(cron, zone, after)
        if (ours === null || theirs === undefined) return false
        return hasChange(zone, after) || hasChange(zone, theirs) || hasChange(zone, ours) || +ours === +theirs
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is a cron expression', () => {
  test.each(['0 9 * * 1', ' 0  9 1 * * ', '*/15 8-18 * * mon-fri', '0 9 L * *'])('“%s” is one', (cron) => {
    expect(isCron(cron)).toBe(true)
    expect(nextRun(cron, 'Europe/Berlin', new Date('2026-11-18T09:00:00Z'))).toBeInstanceOf(Date)
  })

  test.each([
    '',
    'monday',
    '0 9 * *',
    '0 0 9 * * 1',
    '60 9 * * *',
    '0 24 * * *',
    '0 9 31 2 *',
    '0 9 * * 8',
    '@weekly',
    '0 9 * * 1; drop',
  ])('“%s” is none', (cron) => {
    expect(isCron(cron)).toBe(false)
    expect(nextRun(cron, 'Europe/Berlin', new Date('2026-11-18T09:00:00Z'))).toBeNull()
  })
})
