import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { stageIcon } from '../domain/stages.ts'
import { inDots, money, onDay, type Sentence, say, span, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act } from './acts.ts'
import { type Button, buttons, type Drawing, line, type Part } from './card.ts'
import { sampleAt } from './sample.ts'
import { lineOf, nameOf, numberOf } from './words.ts'

const story = (facts: HandoffFacts): Part => {
  const { handoff } = facts
  const items: Value[] = []
  if (handoff.stage === 'SQO' && handoff.nextStep !== null && handoff.nextStepBy !== null)
    items.push(say('alert.nextStep', { step: handoff.nextStep, by: onDay(handoff.nextStepBy) }))
  if (handoff.mqlAt && handoff.wonAt && handoff.stage === 'WON')
    items.push(say('alert.tookToWin', { span: span(handoff.wonAt.getTime() - handoff.mqlAt.getTime()) }))
  else if (handoff.mqlAt && handoff.sqoAt)
    items.push(say('alert.took', { span: span(handoff.sqoAt.getTime() - handoff.mqlAt.getTime()) }))
  if (handoff.source !== null) items.push(say('card.source', { source: wordFor('source', handoff.source) }))
  const chain = [facts.submitter, facts.owner, facts.ae].filter((name): name is string => name !== null)
  if (chain.length > 0) items.push(chain.filter((name, i) => chain.indexOf(name) === i).join(' → '))
  return line(say('card.dots', { items: inDots(items) }), 'quiet')
}

const doneBy = (facts: HandoffFacts, verb: string): Value => lineOf(facts, verb)?.by ?? facts.ae ?? say('word.somebody')

const amountOf = ({ handoff }: HandoffFacts): Value =>
  handoff.amountMinor === null || handoff.currency === null
    ? say('word.dash')
    : money(handoff.amountMinor, handoff.currency)

/** What the alert says now: that it is an SQO, what became of it, or that it is none any more. */
const titleOf = (facts: HandoffFacts): Sentence => {
  const { handoff } = facts
  const company = facts.lead.company ?? facts.lead.name ?? numberOf(facts)
  const about = { icon: stageIcon[handoff.stage], number: numberOf(facts), company }
  if (handoff.stage === 'SQO' && handoff.amountMinor !== null && handoff.closeDate !== null)
    return say('alert.title', {
      ...about,
      by: doneBy(facts, 'confirm'),
      amount: amountOf(facts),
      close: onDay(handoff.closeDate),
    })
  if (handoff.stage === 'WON') return say('alert.won', { ...about, by: doneBy(facts, 'win'), amount: amountOf(facts) })
  if (handoff.stage === 'LOST')
    return say('alert.lost', {
      ...about,
      by: doneBy(facts, 'lose'),
      reason: handoff.reason === null ? say('word.dash') : wordFor('reason', `lost.${handoff.reason}`),
    })
  return say('alert.gone', { ...about, stage: handoff.stage })
}

const more: Button[] = [act.sendback, act.win, act.lose]

/**
 * The SQO alert: what was won for the pipeline, and by whom; later, how it ended (product §3). Undone, it says so and
 * names no amount. The news of a win is a copy of its own, `isWin`.
 */
export const drawAlert = (facts: HandoffFacts, isWin = false): Drawing => {
  const { stage, number } = facts.handoff
  const isTakenBack = isWin && stage !== 'WON'
  const title = isTakenBack
    ? say('alert.winGone', { icon: stageIcon[stage], stage, number: numberOf(facts), name: nameOf(facts) })
    : titleOf(facts)
  const isStanding = !isTakenBack && title.key === 'alert.title'
  const isNews = isStanding || (!isTakenBack && stage === 'WON')
  return {
    parts: [
      line(title, 'title'),
      ...(isNews ? [story(facts)] : []),
      buttons(number, [act.show], isStanding ? more : []),
    ],
    summary: isStanding ? say('alert.summary', { name: nameOf(facts) }) : title,
  }
}

const times = { sqoAt: new Date('2026-11-20T09:00:00Z'), wonAt: new Date('2026-12-18T09:00:00Z') }

export const examples: Record<string, Drawing> = {
  announced: drawAlert(sampleAt('SQO', times)),
  takenBack: drawAlert(sampleAt('SQL')),
  won: drawAlert(sampleAt('WON', times), true),
  winTakenBack: drawAlert(sampleAt('SQO', times), true),
  lost: drawAlert(sampleAt('LOST', { ...times, reason: 'price' })),
}
