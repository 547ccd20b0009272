import { describe, expect, test } from 'vitest'
import {
  defaultRecycleDays,
  disqualifyKind,
  isReason,
  noteSuffices,
  reasonKeys,
  reasons,
  recycleDate,
} from '../../src/domain/reasons.ts'

test('the keys are those that programs rely on, in their order', () => {
  expect(reasonKeys('recycle').join()).toBe('not_ready,no_budget,no_response,bad_timing,wrong_person,other')
  expect(reasonKeys('soft').join()).toBe('not_icp,no_need,out_of_territory,existing_customer,other')
  expect(reasonKeys('hard').join()).toBe('competitor,not_a_buyer,spam,opted_out')
  expect(reasonKeys('lost').join()).toBe('no_decision,no_budget,no_need,competitor,price,timing,other')
  expect(reasonKeys('release').join()).toBe('mistake,overloaded,away,not_mine,other')
  expect(reasonKeys('sendback').join()).toBe('not_an_opportunity,wrong_data,duplicate,other')
  expect(reasonKeys('override').join()).toBe('strategic_account,answer_expected,known_customer,other')
  expect(reasonKeys('return').join()).toBe(
    'not_qualified,no_decision_maker,no_budget,wrong_timing,no_show,missing_information,not_mine,other',
  )
})

test('a key belongs to its verb', () => {
  expect(isReason('hard', 'competitor')).toBe(true)
  expect(isReason('soft', 'competitor')).toBe(false)
  expect(isReason('recycle', 'constructor')).toBe(false)
})

test('the reason alone decides whether a disqualification is for good', () => {
  expect(disqualifyKind('competitor')).toBe('hard')
  expect(disqualifyKind('not_icp')).toBe('soft')
  expect(disqualifyKind('other')).toBe('soft')
})

describe('notes', () => {
  test('"other" needs 20 characters, blanks around them do not count', () => {
    expect(noteSuffices('return', 'other', `  ${'a'.repeat(20)}  `)).toBe(true)
    expect(noteSuffices('return', 'other', `${'a'.repeat(19)}    `)).toBe(false)
    expect(noteSuffices('recycle', 'other', null)).toBe(false)
  })

  test('an emoji of many code points is one character', () => {
    expect(noteSuffices('return', 'other', '👨‍👩‍👧‍👦'.repeat(19))).toBe(false)
    expect(noteSuffices('return', 'other', '👨‍👩‍👧‍👦'.repeat(20))).toBe(true)
  })

  test('an override needs a note whatever its reason, another reason needs none', () => {
    for (const key of Object.keys(reasons.override)) expect(noteSuffices('override', key, 'short')).toBe(false)
    expect(noteSuffices('return', 'no_show', null)).toBe(true)
  })
})

describe('return dates', () => {
  const evening = new Date('2026-11-22T23:30:00Z')

  test('the days are counted on the calendar of the organisation, over the change of the clocks', () => {
    expect(recycleDate('not_ready', {}, evening, 'Europe/Berlin')).toBe('2027-02-21')
    expect(recycleDate('not_ready', {}, evening, 'UTC')).toBe('2027-02-20')
    expect(recycleDate('wrong_person', {}, new Date('2026-10-01T22:30:00Z'), 'Europe/Berlin')).toBe('2026-11-01')
  })

  test('the configuration settles the days, the law the rest', () => {
    expect(defaultRecycleDays).toEqual({ not_ready: 90, no_budget: 90, no_response: 60, wrong_person: 30 })
    expect(recycleDate('no_response', { no_response: 1 }, evening, 'UTC')).toBe('2026-11-23')
  })

  test('a date is asked for where only a person knows it', () => {
    expect(recycleDate('bad_timing', {}, evening, 'UTC')).toBeNull()
    expect(recycleDate('other', {}, evening, 'UTC')).toBeNull()
  })
})
