import { type Decision, readDecision } from '../../db/queries/decision.ts'
import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { whySkipped } from '../domain/rotation.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { atTime, inDots, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act } from './acts.ts'
import { buttons, line, type Part } from './card.ts'
import { drawErased } from './erased.ts'
import { reasonIn } from './owned.ts'
import { rowTitle } from './rows.ts'
import { sampleFacts } from './sample.ts'
import { lineOf } from './words.ts'

export type WhyView = { queues: ReadonlyMap<string, string>; members: ReadonlyMap<string, string> }

const nameIn = (view: WhyView, key: string) => view.queues.get(key) ?? key

/** The value of free mail is the domain of an address, which is not for everybody. */
const fitReason = ({ factor, points, value }: Decision['fit'][number]): Value[] => {
  if (factor === 'freeMail') return points === 0 ? [] : [say('why.freeMail', { points })]
  const key = `why.fit.${factor}`
  if (!isTextKey(key)) return []
  return [say(key, { value: value ?? say('word.unknown'), points })]
}

const fitOf = (points: number | null, decision: Decision): Part => {
  const reasons = decision.fit.flatMap(fitReason)
  return line(say('why.fit', { points: points ?? 0, reasons: inDots(reasons) }))
}

const behaviourOf = (points: number | null, decision: Decision): Part => {
  if (decision.behaviour.length === 0) return line(say('why.behaviourNone'))
  const reasons = decision.behaviour.map((one) =>
    say('why.signal', {
      kind: wordFor('source', one.kind),
      at: atTime(one.at, 'date'),
      points: one.points,
      full: one.full,
    }),
  )
  return line(say('why.behaviour', { points: points ?? 0, reasons: inDots(reasons) }))
}

const gateOf = (facts: HandoffFacts, { byHand, gate }: Decision): Part => {
  if (byHand) return line(say('why.byHand', { by: facts.submitter ?? say('word.somebody') }))
  if (gate.by === null) return line(say('why.gateClosed'))
  return line(say(gate.by === 'scores' ? 'why.gateScores' : 'why.gateHandRaise'))
}

const priorityOf = (facts: HandoffFacts, { priority }: Decision): Part => {
  const { fit, behaviour } = facts.handoff
  const by = lineOf(facts, 'priority') ? 'hand' : priority.by
  const values = { priority: `P${facts.handoff.priority}`, sum: (fit ?? 0) + (behaviour ?? 0) }
  const keys = { hand: 'why.priorityHand', handRaise: 'why.priorityHandRaise', sum: 'why.prioritySum' } as const
  return line(say(keys[by], values))
}

type Failed = NonNullable<Extract<Decision['queue'], { by: 'rules' }>['trace'][number]['failed']>

const wantedOf = ({ condition, wanted }: Failed): Value => {
  if (Array.isArray(wanted)) {
    const items = wanted.map((one) =>
      condition === 'priority' ? `P${one}` : condition === 'source' ? wordFor('source', String(one)) : one,
    )
    return { as: 'list', items, join: 'or' }
  }
  const { min, max } = wanted
  if (min !== undefined && max !== undefined) return say('why.between', { min, max })
  return min !== undefined ? say('why.least', { min }) : say('why.most', { max: max ?? 0 })
}

const foundOf = ({ condition, found }: Failed): Value => {
  if (found === null) return say('word.unknown')
  if (condition === 'priority') return `P${found}`
  return condition === 'source' ? wordFor('source', String(found)) : found
}

const failureOf = (failed: Failed): Value => {
  const key = `why.condition.${failed.condition}`
  const condition: Value = isTextKey(key) ? say(key) : failed.condition
  return say('why.failed', { condition, found: foundOf(failed), wanted: wantedOf(failed) })
}

const rulesOf = (facts: HandoffFacts, decision: Decision, view: WhyView): Part[] => {
  const first = facts.lines.find((one) => one.verb === 'new')?.entered.queue
  const queue = typeof first === 'string' ? nameIn(view, first) : (facts.queue?.title ?? say('word.unknown'))
  if (decision.queue.by === 'hand')
    return [line(say('why.queueHand', { queue, by: facts.submitter ?? say('word.somebody') }))]
  const { trace } = decision.queue
  const items: Sentence[] = trace.map((one) => {
    const values = { rule: one.rule, queue: nameIn(view, one.to) }
    return one.failed === null
      ? say('why.ruleMatched', values)
      : say('why.rule', { ...values, why: failureOf(one.failed) })
  })
  const matched = trace.find((one) => one.matched)
  const conclusion = matched
    ? say('why.queueRule', { rule: matched.rule, queue: nameIn(view, matched.to) })
    : say(trace.length === 0 ? 'why.noRules' : 'why.noneMatched', { queue })
  return [line(conclusion), ...(items.length > 0 ? [{ part: 'list', items } as const] : [])]
}

/** Where somebody sent it on, after it came to its first queue. */
const sentOn = (facts: HandoffFacts, view: WhyView): Part[] => {
  const last = facts.lines.find(
    ({ verb, to, isUndone }) => !isUndone && (verb === 'reroute' || (verb === 'reject' && to === 'MQL')),
  )
  if (!last) return []
  const by = last.by ?? say('word.somebody')
  const queue = nameIn(view, String(last.entered.queue))
  return [line(say('why.rerouted', { by, queue, at: atTime(last.at), reason: reasonIn(last, 'reroute') }))]
}

const offerOf = (facts: HandoffFacts): Part[] => {
  const { sameCompanyAs, stage } = facts.handoff
  const items: Value[] = []
  if (sameCompanyAs !== null) items.push(say('why.sameCompany', { number: `#${sameCompanyAs}` }))
  if (facts.offered !== null) items.push(say('why.offered', { name: facts.offered }))
  else if (stage === 'MQL' && facts.queue?.mode === 'claim') items.push(say('why.claim', { queue: facts.queue.title }))
  return items.length > 0 ? [line(say('word.plain', { text: inDots(items) }))] : []
}

/** Who was passed over when it came here, and why. */
const skippedOf = ({ skipped }: Decision, view: WhyView): Part[] => {
  const people = skipped.map(({ member, why }) =>
    say(`why.skipped.${why}`, { name: view.members.get(member) ?? say('word.somebody') }),
  )
  return people.length > 0 ? [line(say('why.skipped', { people: inDots(people) }))] : []
}

const noDecision = (facts: HandoffFacts): Part[] => {
  const queue = facts.queue?.title ?? say('word.unknown')
  const scores: Value[] = [`P${facts.handoff.priority}`]
  if (facts.handoff.fit !== null) scores.push(say('card.fit', { points: facts.handoff.fit }))
  if (facts.handoff.behaviour !== null) scores.push(say('card.behaviour', { points: facts.handoff.behaviour }))
  return [line(say('why.imported', { queue })), line(say('word.plain', { text: inDots(scores) }), 'quiet')]
}

/** Why a hand-off came where it is: scores, gate, priority, each rule tested, and to whom it is offered (product §2). */
export const drawWhy = (facts: HandoffFacts, decision: Decision | null, view: WhyView): Part[] => {
  const { handoff, lead } = facts
  // How it came here was forgotten with the lead: to say that nobody decided it would be wrong.
  if (lead.erasedAt) return [...drawErased(facts).parts, buttons(handoff.number, [act.show])]
  const title = rowTitle({ number: handoff.number, stage: handoff.stage, name: lead.name, company: lead.company })
  return [
    line(title, 'title'),
    ...(decision === null
      ? noDecision(facts)
      : [
          gateOf(facts, decision),
          fitOf(handoff.fit, decision),
          behaviourOf(handoff.behaviour, decision),
          priorityOf(facts, decision),
          ...rulesOf(facts, decision, view),
          ...skippedOf(decision, view),
        ]),
    ...sentOn(facts, view),
    ...offerOf(facts),
    buttons(handoff.number, [act.show]),
  ]
}

const view: WhyView = { queues: new Map([['italy', 'Italy']]), members: new Map([['lena', 'Lena Vogt']]) }

const decided = readDecision(sampleFacts.handoff.routing)
const passedOver = decided && {
  ...decided,
  skipped: whySkipped.map((why) => ({ member: 'lena', why })),
}

export const examples: Record<string, Part[]> = {
  byRules: drawWhy(sampleFacts, decided, view),
  passedOver: drawWhy(sampleFacts, passedOver, view),
  imported: drawWhy(sampleFacts, null, view),
  erased: drawWhy({ ...sampleFacts, lead: { ...sampleFacts.lead, erasedAt: sampleFacts.handoff.stageAt } }, null, view),
}
