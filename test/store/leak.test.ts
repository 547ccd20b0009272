import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fact, openFunnelStore } from '../support/funnel-facts.ts'

let store: Awaited<ReturnType<typeof openFunnelStore>>
beforeAll(async () => {
  store = await openFunnelStore()
})
afterAll(() => store.close())

describe('the biggest leak', () => {
  const asOf = Date.parse('2026-11-16T08:00:00Z')
  const daysAgo = (days: number) => asOf - days * 86_400_000
  const entered = (source: string, days: number, count: number, went: number) =>
    Array.from({ length: count }, (_, index) => {
      const mql = daysAgo(days)
      return fact({ source, reached: index < went ? { mql, sal: mql + 1 } : { mql } })
    })

  test('compares a source with its own past when there are ten of it', async () => {
    const facts = [...entered('ebook', 60, 20, 8), ...entered('ebook', 150, 10, 9), ...entered('rfp', 60, 20, 20)]
    expect(await store.leakOf(facts, asOf)).toMatchObject({
      key: 'ebook',
      n: 8,
      of: 20,
      base: 0.9,
      baseOf: 'own',
      excess: 10,
    })
  })

  test('looks past a source with fewer than ten', async () => {
    expect(await store.leakOf([...entered('ebook', 60, 9, 0), ...entered('rfp', 60, 20, 20)], asOf)).toBeNull()
  })

  test('looks only at what entered between 118 and 28 days ago', async () => {
    const young = [...entered('ebook', 27, 10, 0), ...entered('rfp', 60, 10, 10)]
    expect(await store.leakOf(young, asOf)).toBeNull()
    const mature = [...entered('ebook', 28, 10, 0), ...entered('rfp', 60, 10, 10)]
    expect(await store.leakOf(mature, asOf)).toMatchObject({ key: 'ebook', excess: 5 })
  })

  test('is none where nobody loses more than the rest', async () => {
    expect(await store.leakOf([], asOf)).toBeNull()
  })
})
