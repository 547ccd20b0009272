import { expect, test } from 'vitest'
import { type RoutingFacts, type RoutingRule, route } from '../../src/domain/routing.ts'

const facts: RoutingFacts = {
  country: 'DE',
  employees: 640,
  industry: 'Manufacturing',
  source: 'referral',
  campaign: 'lean-ops-guide',
  title: 'Head of IT, EMEA',
  domain: 'shop.adlerwerk.example',
  language: 'de-AT',
  priority: 1,
  score: 148,
}

const rules: RoutingRule[] = [
  { when: { country: ['NO', 'SE', 'DK'] }, to: 'nordics' },
  { when: { country: ['de', 'AT', 'CH'], employees: { min: 11 } }, to: 'dach' },
  { when: { source: ['referral'], priority: [1] }, to: 'partners' },
]

test('the first rule that matches wins, and the trace stops there', () => {
  expect(route(rules, facts)).toEqual({
    queue: 'dach',
    trace: [
      {
        rule: 1,
        to: 'nordics',
        matched: false,
        failed: { condition: 'country', wanted: ['NO', 'SE', 'DK'], found: 'DE' },
      },
      { rule: 2, to: 'dach', matched: true, failed: null },
    ],
  })
})

test('all conditions of a rule are needed, and an unknown fact meets none', () => {
  const small = route(rules, { ...facts, employees: 10 })
  expect(small.queue).toBe('partners')
  expect(small.trace[1]?.failed).toEqual({ condition: 'employees', wanted: { min: 11 }, found: 10 })
  expect(route(rules, { ...facts, employees: null, priority: 2 }).queue).toBe('unrouted')
})

test('nothing matches and the hand-off goes where managers see it', () => {
  expect(route([], facts)).toEqual({ queue: 'unrouted', trace: [] })
})

test.each<[RoutingRule['when'], boolean]>([
  [{}, true],
  [{ industry: ['manufacturing'] }, true],
  [{ industry: ['manufacturing '] }, true],
  [{ industry: [] }, false],
  [{ source: ['refer'] }, false],
  [{ campaign: ['OPS'] }, true],
  [{ campaign: ['ops guide'] }, true],
  [{ campaign: ['op'] }, false],
  [{ title: ['head of'] }, true],
  [{ title: ['ema'] }, false],
  [{ title: ['—'] }, false],
  [{ domain: ['adlerwerk.example'] }, true],
  [{ domain: ['werk.example'] }, false],
  [{ language: ['de'] }, true],
  [{ language: ['d'] }, false],
  [{ priority: [1, 2] }, true],
  [{ priority: [3] }, false],
  [{ score: { min: 148, max: 148 } }, true],
  [{ score: { max: 147 } }, false],
  [{ employees: {} }, true],
])('%j matches: %s', (when, matches) => {
  expect(route([{ when, to: 'dach' }], facts).queue).toBe(matches ? 'dach' : 'unrouted')
})
