import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bant } from '../../src/domain/frameworks/bant.ts'
import type { Framework } from '../../src/domain/frameworks/framework.ts'
import { frameworks } from '../../src/domain/frameworks/index.ts'
import { defaultGate, type GateRules, judge, type Levels } from '../../src/domain/verdict.ts'

const levels = (text: string): Levels => {
  const [budget, authority, need, timeline] = text.split('/').map((one) => (one === '?' ? null : Number(one)))
  return { budget: budget ?? null, authority: authority ?? null, need: need ?? null, timeline: timeline ?? null }
}

describe('the worked rows of BANT', () => {
  test.each([
    ['2/2/2/3', 73.3, 'pass', [], { kind: 'hand' }],
    ['2/2/2/2', 66.7, 'pass', [], { kind: 'hand_one_more', levels: 1 }],
    ['2/3/3/0', 71.7, 'fail', ['timeline'], { kind: 'nurture_until' }],
    ['1/3/3/3', 83.3, 'fail', ['budget'], { kind: 'nurture_or_override' }],
    ['3/1/3/3', 83.3, 'fail', ['authority'], { kind: 'find_decision_maker' }],
    ['2/2/0/3', 53.3, 'fail', ['need'], { kind: 'disqualify_soft' }],
    ['2/?/3/2', 60, 'incomplete', [], { kind: 'ask', criteria: ['authority'] }],
  ])('%s scores %d: %s', (text, score, verdict, failing, suggestion) => {
    const unknown = text.includes('?') ? ['authority'] : []
    const judged = judge(bant, defaultGate, levels(text))
    expect(judged).toEqual({ score, verdict, failing, unknown, sqoReady: score >= 70, suggestion })
  })
})

test('an answer that is absent is one not asked yet', () => {
  expect(judge(bant, defaultGate, {})).toMatchObject({
    score: 0,
    verdict: 'incomplete',
    unknown: ['budget', 'authority', 'need', 'timeline'],
  })
})

test('every minimum is reached, yet the score is below the one that is asked for', () => {
  const strict = { ...defaultGate, sqlScore: 70 }
  expect(judge(bant, strict, levels('2/2/2/2'))).toMatchObject({
    verdict: 'fail',
    failing: [],
    suggestion: { kind: 'nurture_or_override' },
  })
})

test('a weighted verdict looks at the score alone, and still asks for every answer', () => {
  const weighted: GateRules = { ...defaultGate, mode: 'weighted' }
  expect(judge(bant, weighted, levels('2/3/3/0')).verdict).toBe('pass')
  expect(judge(bant, weighted, levels('0/3/3/0')).verdict).toBe('fail')
  expect(judge(bant, weighted, levels('3/3/3/?')).verdict).toBe('incomplete')
})

describe('n of m', () => {
  const needOnly: Framework = {
    ...bant,
    criteria: bant.criteria.map((criterion) => ({ ...criterion, required: criterion.key === 'need' })),
  }
  const three: GateRules = { ...defaultGate, mode: 'n_of_m', n: 3 }

  test.each([
    ['2/2/2/0', 'pass'],
    ['2/2/2/?', 'pass'],
    ['2/2/1/2', 'fail'],
    ['?/?/1/?', 'fail'],
    ['0/0/3/?', 'fail'],
    ['2/2/?/2', 'incomplete'],
    ['2/0/2/?', 'incomplete'],
  ])('%s is %s', (text, verdict) => {
    expect(judge(needOnly, three, levels(text)).verdict).toBe(verdict)
  })

  test('it asks only for what the verdict still hangs on', () => {
    const asked = (text: string) => judge(needOnly, three, levels(text)).suggestion
    expect(asked('2/2/?/?')).toEqual({ kind: 'ask', criteria: ['need'] })
    expect(asked('2/?/2/?')).toEqual({ kind: 'ask', criteria: ['authority', 'timeline'] })
  })

  test('without a number all are needed', () => {
    expect(judge(needOnly, { ...three, n: null }, levels('2/2/2/0')).verdict).toBe('fail')
    expect(judge(needOnly, { ...three, n: null }, levels('2/2/2/2')).verdict).toBe('pass')
  })
})

test('weights with decimals round half up, not by the luck of binary fractions', () => {
  const weights = [0.15, 0.15, 0.15, 99.55]
  const odd = { ...bant, criteria: bant.criteria.map((one, index) => ({ ...one, weight: weights[index] ?? 0 })) }
  expect(judge(odd, defaultGate, levels('1/0/0/0')).score).toBe(0.1)
  expect(judge(odd, defaultGate, levels('3/3/3/3')).score).toBe(100)
})

test('a verdict never falls when a level rises', () => {
  const ranks = { fail: 0, incomplete: 1, pass: 2 }
  const level = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null })
  const answers = fc.record({ budget: level, authority: level, need: level, timeline: level })
  const rules = fc.record<GateRules>({
    mode: fc.constantFrom('all_of', 'n_of_m', 'weighted'),
    sqlScore: fc.integer({ min: 0, max: 100 }),
    sqoScore: fc.constant(70),
    n: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  })
  const required = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })
  const key = fc.constantFrom('budget', 'authority', 'need', 'timeline')
  fc.assert(
    fc.property(answers, rules, required, key, (before, gate, needed, raised) => {
      const criteria = bant.criteria.map((one, index) => ({ ...one, required: needed[index] ?? false }))
      const framework = { ...bant, criteria }
      const from = before[raised]
      fc.pre(from !== null && from < 3)
      const low = judge(framework, gate, before)
      const high = judge(framework, gate, { ...before, [raised]: (from ?? 0) + 1 })
      expect(ranks[high.verdict]).toBeGreaterThanOrEqual(ranks[low.verdict])
      expect(high.score).toBeGreaterThan(low.score)
    }),
    { numRuns: 1000 },
  )
})

test('the weights of each framework make 100, and its keys are its own', () => {
  for (const [key, framework] of Object.entries(frameworks)) {
    expect(framework.key).toBe(key)
    expect(framework.criteria.reduce((sum, one) => sum + one.weight, 0)).toBe(100)
    expect(new Set(framework.criteria.map((one) => one.key)).size).toBe(framework.criteria.length)
  }
})
