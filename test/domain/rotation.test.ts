import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, nextInTurn } from '../../src/domain/rotation.ts'

const somebody = (id: string, given: Partial<Candidate> = {}): Candidate => ({
  ...{ id, name: id, isAway: false, isAtWork: true, untouched: 0, cap: 10, offeredAt: null },
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
