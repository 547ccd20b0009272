import { describe, expect, test } from 'vitest'
import { momentsOf } from '../../src/domain/chain.ts'
import { type Calendar, defaultWeekHours } from '../../src/domain/clock.ts'
import { clocksOf } from '../../src/domain/clock-moves.ts'
import type { Allowance } from '../../src/domain/settings.ts'
import { silenceDue } from '../../src/domain/silence.ts'

const berlin: Calendar = { zone: 'Europe/Berlin', hours: defaultWeekHours, holidays: new Set(['2026-11-20']) }
const at = (text: string) => new Date(text)
const days: Allowance = { unit: 'days', by: { 1: 5, 2: 10, 3: 15 } }
const touched = at('2026-11-16T10:12:00+01:00')

describe('how long nobody may leave an SAL alone (domain §6)', () => {
  test.each([
    [1, '2026-11-18T17:30:00+01:00'],
    [2, '2026-11-23T17:30:00+01:00'],
    [3, '2026-11-24T17:30:00+01:00'],
  ] as const)('a P%i: a third of the days to qualify, rounded up, without holidays', (priority, due) => {
    expect(silenceDue(berlin, days, priority, touched)).toEqual(at(due))
  })

  test('where the time to qualify is in hours, a third of them, rounded up to the close of the next working day', () => {
    const hours: Allowance = { unit: 'minutes', by: { 1: 30, 2: 24 * 60, 3: 72 * 60 } }
    expect(silenceDue(berlin, hours, 1, touched)).toEqual(at('2026-11-17T17:30:00+01:00'))
    expect(silenceDue(berlin, hours, 2, touched)).toEqual(at('2026-11-18T17:30:00+01:00'))
    expect(silenceDue(berlin, hours, 3, touched)).toEqual(at('2026-11-19T17:30:00+01:00'))
  })

  test('it reminds once, at the opening that follows, and breaks no limit', () => {
    const episode = { startedAt: touched, dueAt: silenceDue(berlin, days, 1, touched) }
    const steps = { accept: [], first_touch: [], qualify: [], ae_decision: [], next_step: [] }
    expect(momentsOf(berlin, 'idle', episode, steps)).toEqual([{ at: at('2026-11-19T09:00:00+01:00'), act: 'remind' }])
  })

  test('only an SAL is watched: from a touch or a return on, and until it is none any more', () => {
    for (const verb of ['touch', 'outcome']) {
      expect(clocksOf(verb, 'SAL', 'SAL')).toMatchObject({ start: ['idle'] })
      expect(clocksOf(verb, 'SQL', 'SQL').start).toEqual([])
    }
    expect(clocksOf('return', 'SQL', 'SAL').start).toContain('idle')
    expect(clocksOf('accept', 'MQL', 'SAL').start).not.toContain('idle')
    for (const to of ['SQL', 'SQO', 'NURTURE', 'DISQUALIFIED', 'MERGED', 'MQL'] as const) {
      const { stop, start } = clocksOf(to === 'MQL' ? 'release' : 'any', 'SAL', to)
      expect(stop).toContain('idle')
      expect(start).not.toContain('idle')
    }
  })
})
