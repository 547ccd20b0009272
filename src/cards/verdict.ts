import { bant } from '../domain/frameworks/bant.ts'
import type { Framework } from '../domain/frameworks/framework.ts'
import { defaultGate, type Judgement, judge, type Suggestion } from '../domain/verdict.ts'
import { allOf, type Sentence, say } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { type Button, buttons, line, type Part } from './card.ts'

export type Judged = {
  number: number
  framework: Framework
  judgement: Judgement
  answers: Record<string, { level: number | null }>
  stage: string
  reachedNow: 'SQL' | 'SQO' | null
  isDraft: boolean
  ae: string | null
  override: Sentence | null
  needed: { sql: number; sqo: number }
}

const labels = (framework: Framework, keys: string[]) =>
  allOf(keys.map((key) => framework.criteria.find((one) => one.key === key)?.label ?? key))

const suggested = (framework: Framework, suggestion: Suggestion): Sentence | null => {
  switch (suggestion.kind) {
    case 'hand':
      return null
    case 'hand_one_more':
      return say('result.oneMore', { levels: suggestion.levels })
    case 'nurture_until':
      return say('result.nurture')
    case 'nurture_or_override':
      return say('result.nurtureOrOverride')
    case 'find_decision_maker':
      return say('result.findDecisionMaker')
    case 'disqualify_soft':
      return say('result.disqualify')
    case 'ask':
      return say('result.ask', { criteria: labels(framework, suggestion.criteria) })
    default:
      return suggestion satisfies never
  }
}

const became = ({ reachedNow, ae, judgement, needed, isDraft, stage }: Judged): Sentence[] => {
  if (reachedNow === 'SQO') return [say('result.sqo')]
  const short = judgement.score < needed.sqo ? [say('result.sqoNeeds', { needed: needed.sqo })] : []
  if (reachedNow === 'SQL') return [ae === null ? say('result.handedNobody') : say('result.handed', { ae }), ...short]
  return stage === 'SQL' && !isDraft ? [say('result.kept'), ...short] : []
}

const failed = ({ framework, judgement, answers, needed }: Judged): Sentence[] => {
  const words = judgement.failing.map((key) => {
    const criterion = framework.criteria.find((one) => one.key === key)
    return say('result.failing', {
      criterion: criterion?.label ?? key,
      words: criterion?.levels[answers[key]?.level ?? 0] ?? '',
    })
  })
  return words.length > 0 ? words : [say('result.lowScore', { needed: needed.sql })]
}

/** Whether the verdict leaves an SAL that waits for what its owner makes of it. */
export const staysSal = ({ judgement, stage, isDraft, override }: Judged) =>
  stage === 'SAL' && !isDraft && judgement.verdict === 'fail' && override === null

const nextButtons = (judged: Judged): Part[] => {
  const { judgement, number, stage, isDraft } = judged
  if (stage !== 'SAL') return []
  const insist: Button = { label: 'button.override', word: 'qualify', variant: 'override', does: 'asks' }
  if (isDraft) return [buttons(number, [act.qualify])]
  if (!staysSal(judged)) return []
  const first = judgement.suggestion.kind === 'disqualify_soft' ? act.disqualify : act.nurture
  return [buttons(number, [first, insist])]
}

/** What comes back at once after a qualification: score, verdict, and what to do now (product §3). */
export const drawVerdict = (judged: Judged): Part[] => {
  const { framework, judgement, isDraft, override } = judged
  const suggestion = judgement.suggestion.kind === 'hand' ? null : suggested(framework, judgement.suggestion)
  const lines: Sentence[] = [
    say('result.score', { framework: framework.title, score: judgement.score }),
    ...(isDraft ? [say('result.incompleteSaid', { criteria: labels(framework, judgement.unknown) })] : []),
    ...(!isDraft && judgement.verdict === 'fail' && !override ? failed(judged) : []),
    ...(override ? [override] : []),
    ...became(judged),
    ...(suggestion && !override && judged.reachedNow !== 'SQO' && !(isDraft && judgement.suggestion.kind === 'ask')
      ? [suggestion]
      : []),
  ]
  return [...lines.map((text, i) => line(text, i === 0 ? 'title' : undefined)), ...nextButtons(judged)]
}

const judged = (levels: (number | null)[], more: Partial<Judged>): Part[] => {
  const answers = Object.fromEntries(bant.criteria.map(({ key }, i) => [key, levels[i] ?? null]))
  const judgement = judge(bant, defaultGate, answers)
  const given = Object.fromEntries(Object.entries(answers).map(([key, level]) => [key, { level }]))
  const isDraft = judgement.verdict === 'incomplete'
  const rest = {
    number: 398,
    framework: bant,
    ae: null,
    override: null,
    reachedNow: null,
    needed: { sql: 60, sqo: 70 },
  }
  return drawVerdict({ ...rest, judgement, answers: given, stage: 'SAL', isDraft, ...more })
}

/** The rows of the table in domain §7. */
export const examples: Record<string, Part[]> = {
  passed: judged([2, 2, 2, 3], { stage: 'SQL', reachedNow: 'SQL', ae: 'Paolo Greco' }),
  oneMore: judged([2, 2, 2, 2], { stage: 'SQL', reachedNow: 'SQL' }),
  opportunity: judged([3, 3, 3, 3], { stage: 'SQO', reachedNow: 'SQO' }),
  timeline: judged([2, 3, 3, 0], {}),
  budget: judged([1, 3, 3, 3], {}),
  authority: judged([3, 1, 3, 3], {}),
  need: judged([2, 2, 0, 3], {}),
  draft: judged([2, null, 3, 2], {}),
}
