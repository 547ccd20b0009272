import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, nextInTurn, passedOver, skippedFor } from '../../src/domain/rotation.ts'

const somebody = (id: string, given: Partial<Candidate> = {}): Candidate => ({
  ...{ id, name: id, isAway: false, isAtWork: true, untouched: 0, cap: 10, today: 0, capPerDay: null, offeredAt: null },
  ...given,
})
const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 9, minute))

describe('whose turn it is (domain §5)', () => {
  test('the one who was offered something least recently; who never was comes first, in the order of the queue', () => {
    expect(nextInTurn([somebody('a', { offeredAt: at(1) }), somebody('b'), somebody('c')])?.id).toBe('b')
    expect(nextInTurn([somebody('a', { offeredAt: at(2) }), somebody('b', { offeredAt: at(1) })])?.id).toBe('b')
  })

  test('nobody who is away, or has as many untouched SALs as the cap', () => {
    expect(nextInTurn([somebody('a', { isAway: true }), somebody('b', { untouched: 10 }), somebody('c')])?.id).toBe('c')
    expect(nextInTurn([somebody('a', { isAway: true }), somebody('b', { untouched: 3, cap: 3 })])).toBeNull()
  })

  test('nobody who had as many today as a day allows, whoever is at work', () => {
    const had = (today: number, given: Partial<Candidate> = {}) => somebody('a', { today, capPerDay: 5, ...given })
    expect(nextInTurn([had(5), somebody('b', { offeredAt: at(1) })])?.id).toBe('b')
    expect(nextInTurn([had(4), somebody('b', { offeredAt: at(1) })])?.id).toBe('a')
    expect(nextInTurn([had(5)])).toBeNull()
    expect(nextInTurn([had(0, { capPerDay: 0 })])).toBeNull()
    expect(nextInTurn([had(99, { capPerDay: null })])?.id).toBe('a')
  })

  test('says why somebody is passed over: first that they are away, then what they have, then what they had', () => {
    const all = { isAway: true, untouched: 10, today: 5, capPerDay: 5 }
    expect(skippedFor(somebody('a', all))).toBe('away')
    expect(skippedFor(somebody('a', { ...all, isAway: false }))).toBe('full')
    expect(skippedFor(somebody('a', { today: 5, capPerDay: 5 }))).toBe('today')
    expect(skippedFor(somebody('a', { isAtWork: false }))).toBeNull()
  })

  test('who is outside working hours is passed over where somebody at work can have it, and only there', () => {
    const reasons = (...all: Candidate[]) => passedOver(all).map(({ one, why }) => `${one.id} ${why}`)
    const asleep = somebody('a', { isAtWork: false })
    expect(reasons(asleep, somebody('b'))).toEqual(['a hours'])
    expect(reasons(asleep, somebody('b', { isAtWork: false }))).toEqual([])
    expect(reasons(asleep, somebody('b', { isAway: true }))).toEqual(['b away'])
    expect(reasons(asleep, somebody('b', { untouched: 10 }))).toEqual(['b full'])
    expect(reasons({ ...asleep, isAway: true }, somebody('b'))).toEqual(['a away'])
  })

  test('who is at work, else anybody who is not away', () => {
    expect(nextInTurn([somebody('a', { isAtWork: false }), somebody('b', { offeredAt: at(1) })])?.id).toBe('b')
    expect(nextInTurn([somebody('a', { isAtWork: false }), somebody('b', { isAway: true })])?.id).toBe('a')
    expect(nextInTurn([])).toBeNull()
  })

  test('goes round: however many are offered, no two who are able differ by more than one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 60 }), (people, times) => {
        const all = Array.from({ length: people }, (_, i) => ({ ...somebody(`${i}`), offers: 0 }))
        for (let i = 0; i < times; i++) {
          const next = all.find(({ id }) => id === nextInTurn(all)?.id)
          if (next) Object.assign(next, { offeredAt: at(i), offers: next.offers + 1 })
        }
        const counts = all.map(({ offers }) => offers)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
