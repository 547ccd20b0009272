import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { atTime, inDots, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act, primary } from './acts.ts'
import { buttons, type Drawing, line, type Part } from './card.ts'
import { titleOf } from './handoff.ts'
import { sampleAt } from './sample.ts'
import { dueOf, lineOf, nameOf } from './words.ts'

/** The answers of the newest qualification, each with its level's words, and the evidence beneath (domain §7). */
export const answersOf = (facts: HandoffFacts): Part[] => {
  const { qualification } = facts
  if (!qualification) return []
  const { criteria } = qualification.framework
  const levels: Value[] = criteria.map((criterion) => {
    const level = qualification.answers[criterion.key]?.level ?? null
    return level === null
      ? say('card.notAsked', { criterion: criterion.label })
      : say('card.level', { criterion: criterion.label, words: criterion.levels[level] ?? '', level })
  })
  const evidence = criteria.flatMap((criterion) => {
    const text = qualification.answers[criterion.key]?.evidence
    return text ? [line(say('card.evidence', { criterion: criterion.label, text }), 'quote')] : []
  })
  return [line(say('card.dots', { items: inDots(levels) })), ...evidence]
}

/** Why the question is asked once more. */
const sentBack = (facts: HandoffFacts): Part[] => {
  const last = lineOf(facts, 'confirm', 'sendback')
  if (last?.verb !== 'sendback') return []
  const { note } = last.entered
  return [
    line(
      say('card.sentBack', {
        by: last.by ?? say('word.somebody'),
        at: atTime(last.at),
        reason: wordFor('reason', `sendback.${String(last.entered.reason ?? 'other')}`),
      }),
    ),
    ...(typeof note === 'string' ? [line(say('word.plain', { text: note }), 'quote')] : []),
  ]
}

const decision = (facts: HandoffFacts, sqoScore: number): Part[] => {
  const qualified = lineOf(facts, 'qualify')
  const due = dueOf(facts, 'ae_decision')
  const held = facts.handoff.meetingHeldAt
  const last: Value[] = []
  if (held) last.push(say('card.meetingHeld', { at: atTime(held) }))
  if (due) last.push(say('card.decideBy', { due: atTime(due) }))
  return [
    ...sentBack(facts),
    line(
      say('card.aeQualified', {
        by: qualified?.by ?? facts.owner ?? say('word.somebody'),
        framework: facts.qualification?.framework.title ?? 'BANT',
        score: facts.handoff.score ?? 0,
        needed: sqoScore,
      }),
    ),
    ...(facts.handoff.override === null
      ? []
      : [line(say('card.override', { reason: wordFor('reason', `override.${facts.handoff.override}`) }))]),
    ...answersOf(facts),
    ...(last.length ? [line(say('card.dots', { items: inDots(last) }))] : []),
    buttons(
      facts.handoff.number,
      [primary(act.confirm), act.return],
      [act.touch, act.meet, act.nurture, act.disqualify],
    ),
  ]
}

/** What became of the question, once it is answered or was given to somebody else: no buttons stay (product §6). */
const answered = (facts: HandoffFacts): Part[] => {
  const last = lineOf(facts, 'confirm', 'return', 'nurture', 'disqualify', 'hand', 'win', 'lose', 'release', 'merge')
  const by = last?.by ?? say('word.somebody')
  if (facts.handoff.stage === 'SQL') return [line(say('card.handedOn', { ae: facts.ae ?? say('word.nobody') }))]
  return [line(say('card.decided', { by, stage: facts.handoff.stage, at: atTime(last?.at ?? facts.handoff.stageAt) }))]
}

/** The second handshake, in the AE's direct messages (product §3). */
export const drawAe = (facts: HandoffFacts, to: { memberId: string; sqoScore: number; isLatest: boolean }): Drawing => {
  const isTheirs = facts.handoff.stage === 'SQL' && facts.handoff.aeId === to.memberId
  const isAsked = isTheirs && to.isLatest
  const settled = isTheirs ? [line(say('card.askedAnew'))] : answered(facts)
  return {
    parts: [line(titleOf(facts), 'title'), ...(isAsked ? decision(facts, to.sqoScore) : settled)],
    summary: isAsked
      ? say('card.aeSummary', { name: nameOf(facts) })
      : say('card.summary', { stage: facts.handoff.stage, name: nameOf(facts) }),
  }
}

const back = { reason: 'wrong_data', note: 'The amount is that of another year.' }
const sentBackSample = {
  ...sampleAt('SQL'),
  lines: sampleAt('SQL').lines.map((one, i) => (i === 0 ? { ...one, verb: 'sendback', entered: back } : one)),
}
const asked = { memberId: sampleAt('SQL').handoff.aeId ?? '', sqoScore: 70, isLatest: true }

export const examples: Record<string, Drawing> = {
  asked: drawAe(sampleAt('SQL'), asked),
  asksForMore: drawAe(sampleAt('SQL', { score: 60 }), asked),
  confirmed: drawAe(sampleAt('SQO'), asked),
  askedAnew: drawAe(sampleAt('SQL'), { ...asked, isLatest: false }),
  sentBack: drawAe(sentBackSample, asked),
  handedOn: drawAe(sampleAt('SQL'), { ...asked, memberId: 'another' }),
}
