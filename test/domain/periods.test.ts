import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/domain/periods.ts'

const zone = 'Europe/Berlin'
// A Sunday, the last day of ISO week 47.
const now = new Date('2026-11-22T11:00:00Z')

const read = (words: string, at = now, where = zone) => {
  const period = parsePeriod(words, where, at)
  return period.ok ? [period.fromDate, period.toDate] : null
}

describe('a period in words', () => {
  test.each([
    ['today', '2026-11-22', '2026-11-23'],
    ['yesterday', '2026-11-21', '2026-11-22'],
    ['this week', '2026-11-16', '2026-11-23'],
    ['last week', '2026-11-09', '2026-11-16'],
    ['this month', '2026-11-01', '2026-12-01'],
    ['last month', '2026-10-01', '2026-11-01'],
    ['this quarter', '2026-10-01', '2027-01-01'],
    ['last quarter', '2026-07-01', '2026-10-01'],
    ['this year', '2026-01-01', '2027-01-01'],
    ['last 30 days', '2026-10-24', '2026-11-23'],
    ['last 1 day', '2026-11-22', '2026-11-23'],
    ['2026-08-01..2026-10-31', '2026-08-01', '2026-11-01'],
    ['2026-08-01 … 2026-10-31', '2026-08-01', '2026-11-01'],
    ['2026-08..2026-10', '2026-08-01', '2026-11-01'],
    ['2026-10', '2026-10-01', '2026-11-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
    ['week 46', '2026-11-09', '2026-11-16'],
    ['2026-W46', '2026-11-09', '2026-11-16'],
    ['  Last   WEEK ', '2026-11-09', '2026-11-16'],
  ])('%s runs from %s up to %s', (words, from, to) => {
    expect(read(words)).toEqual([from, to])
  })

  test('begins and ends at midnight in its zone, also across a change of the clocks', () => {
    expect(parsePeriod('2026-10-25', zone, now)).toMatchObject({
      from: new Date('2026-10-24T22:00:00Z'),
      to: new Date('2026-10-25T23:00:00Z'),
    })
  })

  test('begins where the day begins when the clocks skip midnight', () => {
    expect(parsePeriod('2026-04-24', 'Africa/Cairo', now)).toMatchObject({
      from: new Date('2026-04-23T22:00:00Z'),
      to: new Date('2026-04-24T21:00:00Z'),
    })
  })

  test('starts its day by the zone that is given', () => {
    const lateEvening = new Date('2026-11-22T23:30:00Z')
    expect(read('today', lateEvening)).toEqual(['2026-11-23', '2026-11-24'])
    expect(read('today', lateEvening, 'America/New_York')).toEqual(['2026-11-22', '2026-11-23'])
  })

  test('follows ISO weeks over the turn of the year', () => {
    const newYear = new Date('2027-01-01T12:00:00Z')
    expect(read('this week', newYear)).toEqual(['2026-12-28', '2027-01-04'])
    expect(read('week 53', newYear)).toEqual(['2026-12-28', '2027-01-04'])
    expect(read('week 1', newYear)).toEqual(['2025-12-29', '2026-01-05'])
  })

  test('takes a week that lies ahead to be that of last year', () => {
    expect(read('week 47')).toEqual(['2026-11-16', '2026-11-23'])
    expect(read('week 48')).toEqual(['2025-11-24', '2025-12-01'])
  })
})

test.each([
  '',
  'someday',
  'last',
  'last 0 days',
  'last -3 days',
  'last 99999999999 days',
  '2026-02-30',
  '2026-13',
  '2026-08-01..2026-02-30',
  '2026-10-31..2026-10-01',
  '2026-08-01..',
  'week 0',
  'week 53',
  'week 54',
  '2025-W53',
  'today; drop',
])('%j is no period', (words) => {
  expect(parsePeriod(words, zone, now)).toEqual({ ok: false })
})

test('a zone that does not exist gives no period', () => {
  expect(parsePeriod('today', 'Mars/Olympus', now)).toEqual({ ok: false })
})

test('the label of a period names its first and last day', () => {
  expect(parsePeriod('last month', zone, now)).toMatchObject({ label: '2026-10-01..2026-10-31' })
  expect(parsePeriod('today', zone, now)).toMatchObject({ label: '2026-11-22' })
})

test('the label of any period, read again, gives the same period', () => {
  const units = [
    'today',
    'yesterday',
    'this week',
    'last week',
    'this month',
    'last quarter',
    'last 30 days',
    'last year',
  ]
  const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const zones = fc.constantFrom('Europe/Berlin', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC')
  fc.assert(
    fc.property(fc.constantFrom(...units), zones, moment, (words, where, at) => {
      const period = parsePeriod(words, where, at)
      expect(period.ok && parsePeriod(period.label, where, new Date(0))).toEqual(period)
    }),
    { numRuns: 300 },
  )
})
