import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../db/client.ts'
import { funnelFacts } from '../../db/queries/funnel-facts.ts'
import { biggestLeak } from '../../src/domain/leak.ts'
import { demoHandoffs, seedDemo } from '../../src/services/demo-organisation.ts'
import { openTestStore } from '../support/store.ts'

const day = 86_400_000
const now = new Date('2026-11-22T11:00:00Z')
let store: Store
let close: () => Promise<void>
let tenantId: string
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  tenantId = (await seedDemo(store, { now })).tenantId
})
afterAll(() => close())

const factsOf = async (from: number, to: number, tenant = tenantId) => {
  const facts = []
  for await (const fact of funnelFacts(store.db, tenant, { from: new Date(from), to: new Date(to) })) facts.push(fact)
  return facts
}

test('the biggest leak of the store is the one of the file', async () => {
  const asOf = Date.parse('2026-11-16T08:00:00Z')
  const leak = biggestLeak(await factsOf(asOf - 208 * day, asOf), 'source', asOf)
  expect(leak).toMatchObject({ key: 'ebook', step: 'sal_sql', n: 10, of: 30 })
})

test('only what reached a stage or had a clock due in the time is read', async () => {
  const from = Date.parse('2026-10-05T00:00:00Z')
  const to = Date.parse('2026-10-06T00:00:00Z')
  const isIn = (time: string) => Date.parse(time) >= from && Date.parse(time) < to
  const expected = demoHandoffs(now).filter(
    ({ firstReached, sla }) => Object.values(firstReached).some(isIn) || sla.some(({ due }) => isIn(due)),
  )
  expect(expected.length).toBeGreaterThan(0)
  expect(await factsOf(from, to)).toHaveLength(expected.length)
  expect(demoHandoffs(now)).toEqual(
    readFileSync('src/playground/demo/demo90.jsonl', 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )
})

test('another organisation sees none of it', async () => {
  expect(await factsOf(0, Number(now), v7())).toEqual([])
})
