import { bant } from '../domain/frameworks/bant.ts'
import type { Criterion, Framework } from '../domain/frameworks/framework.ts'
import { defaultGate, type GateRules } from '../domain/verdict.ts'
import { inDots, type Sentence, say, type Value } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'

const gateOf = ({ mode, sqlScore, sqoScore, n }: GateRules, count: number): Sentence[] => [
  mode === 'all_of'
    ? say('criteria.allOf', { score: sqlScore })
    : mode === 'n_of_m'
      ? say('criteria.nOfM', { n: n ?? count, count })
      : say('criteria.weighted', { score: sqlScore }),
  say('criteria.sqo', { score: sqoScore }),
]

const heading = ({ label, weight, minimum, required }: Criterion, { mode }: GateRules): Sentence => {
  const items: Value[] = [label, say('criteria.weight', { weight })]
  // A score alone decides where the gate is weighted: what each must reach would be said in vain.
  if (mode !== 'weighted') items.push(say('criteria.minimum', { minimum }))
  if (mode === 'n_of_m' && required) items.push(say('criteria.required'))
  return say('card.dots', { items: inDots(items) })
}

const drawn = (criterion: Criterion, rules: GateRules): Part[] => [
  line(heading(criterion, rules), 'title'),
  ...(criterion.help === '' ? [] : [line(say('word.plain', { text: criterion.help }), 'quiet')]),
  { part: 'list', items: criterion.levels.map((words, level) => say('form.level', { level, words })) },
]

/** The questions of the qualification: weight, minimum and level texts of each, and what the answers must come to (domain §7). */
export const drawCriteria = (framework: Framework, rules: GateRules): Part[] => [
  line(say('criteria.title', { framework: framework.title, version: framework.version }), 'title'),
  ...gateOf(rules, framework.criteria.length).map((text) => line(text)),
  ...framework.criteria.flatMap((criterion) => drawn(criterion, rules)),
  line(say('criteria.change'), 'quiet'),
]

export const examples: Record<string, Part[]> = {
  bant: drawCriteria(bant, defaultGate),
  someOf: drawCriteria(bant, { ...defaultGate, mode: 'n_of_m', n: 3 }),
  weighted: drawCriteria(bant, { ...defaultGate, mode: 'weighted' }),
}
