import type { Criterion, Framework } from './frameworks/framework.ts'

/** How answers become a verdict; scores are 0 to 100, `n` counts criteria in `n_of_m`, null is all (domain §7). */
export type GateRules = {
  mode: 'all_of' | 'n_of_m' | 'weighted'
  sqlScore: number
  sqoScore: number
  n: number | null
}

/** The numbers of domain §7. */
export const defaultGate: GateRules = { mode: 'all_of', sqlScore: 60, sqoScore: 70, n: null }

/** Level 0 to 3 by criterion key; null or absent is "not asked yet". */
export type Levels = Readonly<Record<string, number | null>>

export type Suggestion =
  | { kind: 'hand' }
  /** Passes, but the score is below that of an SQO by at least so many levels. */
  | { kind: 'hand_one_more'; levels: number }
  | { kind: 'nurture_until' }
  | { kind: 'nurture_or_override' }
  | { kind: 'find_decision_maker' }
  | { kind: 'disqualify_soft' }
  | { kind: 'ask'; criteria: string[] }

export type Judgement = {
  /** 0 to 100, one decimal, half up. */
  score: number
  verdict: 'pass' | 'fail' | 'incomplete'
  /** Criteria that were answered below their minimum. */
  failing: string[]
  /** Criteria without an answer. */
  unknown: string[]
  /** The score alone is enough for an SQO, whatever the verdict says about the SQL. */
  sqoReady: boolean
  suggestion: Suggestion
}

type Answered = { criterion: Criterion; level: number | null }

/** Weights may have two decimals; whole numbers keep the half of a tenth exact. */
const centiWeight = (criterion: Criterion) => Math.round(criterion.weight * 100)

const scoreOf = (answered: Answered[]) => {
  const sum = answered.reduce((total, { criterion, level }) => total + centiWeight(criterion) * (level ?? 0), 0)
  return Math.floor((sum + 15) / 30) / 10
}

const reaches = ({ criterion, level }: Answered) => (level ?? 0) >= criterion.minimum

const passesCount = (answered: Answered[], n: number | null) =>
  answered.every((one) => !one.criterion.required || reaches(one)) &&
  answered.filter(reaches).length >= (n ?? answered.length)

const filled = (answered: Answered[], level: number) => answered.map((one) => ({ ...one, level: one.level ?? level }))

const verdictOf = (answered: Answered[], score: number, rules: GateRules): Judgement['verdict'] => {
  if (rules.mode === 'n_of_m') {
    if (passesCount(filled(answered, 0), rules.n)) return 'pass'
    return passesCount(filled(answered, 3), rules.n) ? 'incomplete' : 'fail'
  }
  if (answered.some((one) => one.level === null)) return 'incomplete'
  const isHigh = score >= rules.sqlScore
  return isHigh && (rules.mode === 'weighted' || answered.every(reaches)) ? 'pass' : 'fail'
}

/** The unanswered criteria on which the verdict still hangs. */
const stillCounting = (answered: Answered[], rules: GateRules): string[] => {
  const open = answered.filter((one) => one.level === null)
  if (rules.mode !== 'n_of_m') return open.map((one) => one.criterion.key)
  const sure = answered.filter((one) => reaches(one) || (one.level === null && one.criterion.required)).length
  const isCountOpen = sure < (rules.n ?? answered.length)
  return open.filter((one) => !reaches(one) && (one.criterion.required || isCountOpen)).map((one) => one.criterion.key)
}

const levelsMissing = (answered: Answered[], rules: GateRules) => {
  const raised = answered
    .map((one) => ({ criterion: one.criterion, level: one.level ?? 0 }))
    .sort((one, other) => other.criterion.weight - one.criterion.weight)
  let levels = 0
  for (const one of raised) {
    while (one.level < 3 && scoreOf(raised) < rules.sqoScore) {
      one.level += 1
      levels += 1
    }
  }
  return levels
}

/** What a low answer calls for, the weightiest first: no need makes the rest idle talk (domain §7). */
const advice: readonly { kind: Exclude<Suggestion['kind'], 'ask' | 'hand_one_more'>; keys: readonly string[] }[] = [
  { kind: 'disqualify_soft', keys: ['need'] },
  { kind: 'nurture_until', keys: ['timeline'] },
  { kind: 'nurture_or_override', keys: ['budget'] },
  { kind: 'find_decision_maker', keys: ['authority'] },
]

const suggest = (judged: Omit<Judgement, 'suggestion'>, answered: Answered[], rules: GateRules): Suggestion => {
  if (judged.verdict === 'incomplete') return { kind: 'ask', criteria: stillCounting(answered, rules) }
  if (judged.verdict === 'pass') {
    return judged.sqoReady ? { kind: 'hand' } : { kind: 'hand_one_more', levels: levelsMissing(answered, rules) }
  }
  const found = advice.find(({ keys }) => keys.some((key) => judged.failing.includes(key)))
  return { kind: found?.kind ?? 'nurture_or_override' }
}

/** Score, verdict and what to do next, from the levels that were answered (domain §7). */
export const judge = (framework: Framework, rules: GateRules, answers: Levels): Judgement => {
  const answered = framework.criteria.map((criterion) => ({
    criterion,
    level: Object.hasOwn(answers, criterion.key) ? (answers[criterion.key] ?? null) : null,
  }))
  const score = scoreOf(answered)
  const judged = {
    score,
    verdict: verdictOf(answered, score, rules),
    failing: answered.filter((one) => one.level !== null && !reaches(one)).map((one) => one.criterion.key),
    unknown: answered.filter((one) => one.level === null).map((one) => one.criterion.key),
    sqoReady: score >= rules.sqoScore,
  }
  return { ...judged, suggestion: suggest(judged, answered, rules) }
}
