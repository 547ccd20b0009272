import { describe, expect, test } from 'vitest'
import {
  defaultScoring,
  type FitFacts,
  hasHandRaise,
  passesGate,
  priorityOf,
  scoreBehaviour,
  scoreFit,
  segmentOf,
  signalsOrSource,
} from '../../src/domain/gate.ts'
import { rankOf } from '../../src/domain/titles.ts'

const nobody: FitFacts = { title: null, employees: null, industry: null, country: null, email: null }
const now = new Date('2026-11-16T08:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const rules = { ...defaultScoring, targetIndustries: ['manufacturing'], servedCountries: ['DE', 'NO'] }

describe('fit', () => {
  test('a director at a company of 640 on the lists has 80 points, and each factor says its share', () => {
    const lead = { ...nobody, title: 'Director of IT', employees: 640, industry: 'Manufacturing', country: 'de' }
    expect(scoreFit({ ...lead, email: 'k@adlerwerk.example' }, rules)).toEqual({
      points: 80,
      reasons: [
        { factor: 'title', points: 20, value: 'Director of IT' },
        { factor: 'employees', points: 25, value: '201-1000' },
        { factor: 'industry', points: 20, value: 'Manufacturing' },
        { factor: 'country', points: 15, value: 'de' },
        { factor: 'freeMail', points: 0, value: 'adlerwerk.example' },
      ],
    })
  })

  test('an address of a free-mail provider takes 20 points, and nobody falls below 0', () => {
    expect(scoreFit({ ...nobody, title: 'CEO', email: 'x@gmail.com' }, rules).points).toBe(10)
    expect(scoreFit({ ...nobody, email: 'x@web.de' }, rules).points).toBe(0)
  })

  test('what is not on a list gives nothing; an empty list lets whatever is known count', () => {
    const lead = { ...nobody, industry: 'retail', country: 'FR' }
    expect(scoreFit(lead, rules).points).toBe(0)
    expect(scoreFit(lead, defaultScoring).points).toBe(35)
    expect(scoreFit({ ...nobody, industry: ' ' }, defaultScoring).points).toBe(0)
  })

  test('no sum passes 100', () => {
    const high = { ...rules, fit: { ...rules.fit, executive: 99 } }
    expect(scoreFit({ ...nobody, title: 'CEO', country: 'DE' }, high).points).toBe(100)
  })

  test.each([
    [1, '1-10', 0],
    [10, '1-10', 0],
    [11, '11-50', 10],
    [50, '11-50', 10],
    [51, '51-200', 20],
    [200, '51-200', 20],
    [201, '201-1000', 25],
    [1000, '201-1000', 25],
    [1001, '1001+', 15],
    [0, 'unknown', 0],
    [null, 'unknown', 0],
  ])('%s employees are the band %s and give %i', (employees, segment, points) => {
    expect(segmentOf(employees)).toBe(segment)
    expect(scoreFit({ ...nobody, employees }, rules).points).toBe(points)
  })
})

describe('titles', () => {
  test.each(
    [
      'CEO; Chief Information Security Officer; VP Operations; Senior Vice-President Sales; President; Co-Founder & CTO',
      'Managing Partner; Managing Director; owner; Geschäftsführerin; Geschaeftsfuehrer; Amministratrice delegata',
      'Daglig leder; Inhaber:in; Partner, Sales; Assistant Vice President',
    ].flatMap((line) => line.split('; ')),
  )('%s is an executive', (title) => {
    expect(rankOf(title)).toBe('executive')
  })

  test.each(['Director of IT', 'Head of Marketing', 'Leiter IT', 'Leiterin Vertrieb', 'Direttore vendite', 'Direktør'])(
    '%s is a director',
    (title) => {
      expect(rankOf(title)).toBe('director')
    },
  )

  test.each(['Marketing Manager', 'Responsabile acquisti', 'Ansvarlig for drift', 'Partner Manager'])(
    '%s is a manager',
    (title) => {
      expect(rankOf(title)).toBe('manager')
    },
  )

  test.each(
    [
      'Assistant to the CEO; Executive Assistant, CEO Office; Assistentin der Geschäftsführer; Adviser to the President',
      'Product Owner; HR Business Partner; Managerial clerk; Directory editor; Chief of Staff; Analyst; Management trainee',
    ].flatMap((line) => line.split('; ')),
  )('%s gives no points', (title) => {
    expect(rankOf(title)).toBeNull()
  })
})

describe('behaviour', () => {
  test('a signal is worth half after 30 days and a quarter after 60', () => {
    expect(scoreBehaviour([{ kind: 'webinar', at: now }], rules, now).points).toBe(20)
    expect(scoreBehaviour([{ kind: 'webinar', at: daysAgo(30) }], rules, now).points).toBe(10)
    expect(scoreBehaviour([{ kind: 'webinar', at: daysAgo(60) }], rules, now).points).toBe(5)
  })

  test('the sum is rounded, not the parts', () => {
    const signals = [
      { kind: 'newsletter', at: daysAgo(30) },
      { kind: 'pricing_page', at: daysAgo(60) },
    ]
    const scored = scoreBehaviour(signals, rules, now)
    expect(scored.points).toBe(6)
    expect(scored.reasons.map((reason) => [reason.kind, reason.full, reason.points])).toEqual([
      ['newsletter', 5, 2.5],
      ['pricing_page', 15, 3.8],
    ])
  })

  test('a signal from the near future counts in full, unknown kinds count nothing, 100 is the most', () => {
    expect(scoreBehaviour([{ kind: 'rfp', at: daysAgo(-0.003) }], rules, now).points).toBe(60)
    expect(scoreBehaviour([{ kind: 'constructor', at: now }], rules, now).points).toBe(0)
    const three = Array.from({ length: 3 }, () => ({ kind: 'rfp', at: now }))
    expect(scoreBehaviour(three, rules, now).points).toBe(100)
  })

  test('a hand stays raised for 30 days', () => {
    expect(hasHandRaise([{ kind: 'trial', at: daysAgo(30) }], now)).toBe(true)
    expect(hasHandRaise([{ kind: 'trial', at: daysAgo(30.01) }], now)).toBe(false)
    expect(hasHandRaise([{ kind: 'webinar', at: now }], now)).toBe(false)
  })

  test('the source counts as one signal only where the sender gave none', () => {
    expect(signalsOrSource([], 'demo_request', now, rules)).toEqual([{ kind: 'demo_request', at: now }])
    expect(signalsOrSource([], 'partner', now, rules)).toEqual([])
    const given = [{ kind: 'ebook', at: now }]
    expect(signalsOrSource(given, 'demo_request', now, rules)).toEqual(given)
  })
})

describe('gate and priority', () => {
  test.each([
    [40, 40, false, 'scores'],
    [39, 100, false, null],
    [100, 39, false, null],
    [20, 25, true, 'handRaise'],
    [19, 100, true, null],
  ])('fit %i, behaviour %i, hand raised %s: %s', (fit, behaviour, handRaise, by) => {
    expect(passesGate({ fit, behaviour, handRaise }, rules)).toEqual({ passes: by !== null, by })
  })

  test.each([
    [20, 25, true, 1],
    [75, 75, false, 1],
    [75, 74, false, 2],
    [60, 50, false, 2],
    [60, 49, false, 3],
  ])('fit %i, behaviour %i, hand raised %s is P%i', (fit, behaviour, handRaise, priority) => {
    expect(priorityOf({ fit, behaviour, handRaise }).priority).toBe(priority)
  })
})
