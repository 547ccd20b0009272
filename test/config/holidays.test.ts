import { describe, expect, test } from 'vitest'
import { resolveCalendar } from '../../src/config/holidays.ts'
import { defaultWeekHours } from '../../src/domain/clock.ts'

const holidaysOf = async (region: string, from = 2026, to = 2026) => {
  const rules = { zone: 'Europe/Berlin', hours: defaultWeekHours, holidays: { region } }
  return [...(await resolveCalendar(rules, { from, to })).holidays]
}

describe('the holidays of a region', () => {
  test('are its public ones: Berlin has Women’s Day, Germany as a whole has not', async () => {
    expect(await holidaysOf('DE-BE')).toContain('2026-03-08')
    expect(await holidaysOf('DE')).not.toContain('2026-03-08')
  })

  test('leave out days with a free afternoon alone', async () => {
    expect(await holidaysOf('DE-BE')).not.toContain('2026-12-24')
  })

  test('cover every day of a feast', async () => {
    const feast = ['2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23']
    expect(await holidaysOf('TR')).toEqual(expect.arrayContaining(feast))
  })

  test('reach from the first to the last year asked for', async () => {
    const newYears = (await holidaysOf('de-be', 2025, 2027)).filter((date) => date.endsWith('-01-01'))
    expect(newYears).toEqual(['2025-01-01', '2026-01-01', '2027-01-01'])
  })

  test.each(['XX', 'DE-XX', 'US-LA-XX', '', 'toString'])('of %j, which is none, are refused', async (region) => {
    await expect(holidaysOf(region)).rejects.toThrow(RangeError)
  })
})

test('a list of dates is taken as it is', async () => {
  const rules = { zone: 'Europe/Oslo', hours: defaultWeekHours, holidays: ['2026-05-17'] }
  const { holidays } = await resolveCalendar(rules, { from: 2026, to: 2026 })
  expect([...holidays]).toEqual(['2026-05-17'])
})
