import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { stageIcon } from '../domain/stages.ts'
import { inDots, money, onDay, say, span, type Value } from '../texts/sentence.ts'
import { buttons, type Drawing, line, type Part } from './card.ts'
import { sampleAt } from './sample.ts'
import { lineOf, nameOf, numberOf, wordFor } from './words.ts'

const story = (facts: HandoffFacts): Part => {
  const { handoff } = facts
  const items: Value[] = []
  if (handoff.nextStep !== null && handoff.nextStepBy !== null)
    items.push(say('alert.nextStep', { step: handoff.nextStep, by: onDay(handoff.nextStepBy) }))
  if (handoff.mqlAt && handoff.sqoAt)
    items.push(say('alert.took', { span: span(handoff.sqoAt.getTime() - handoff.mqlAt.getTime()) }))
  if (handoff.source !== null) items.push(say('card.source', { source: wordFor('source', handoff.source) }))
  const chain = [facts.submitter, facts.owner, facts.ae].filter((name): name is string => name !== null)
  if (chain.length > 0) items.push(chain.filter((name, i) => chain.indexOf(name) === i).join(' → '))
  return line(say('card.dots', { items: inDots(items) }), 'quiet')
}

/** The SQO alert: what was won for the pipeline, and by whom (product §3). Undone, it says so and names no amount. */
export const drawAlert = (facts: HandoffFacts): Drawing => {
  const { handoff } = facts
  const by = lineOf(facts, 'confirm')?.by ?? facts.ae ?? say('word.somebody')
  const isStanding = handoff.stage === 'SQO' && handoff.amountMinor !== null && handoff.currency !== null
  const company = facts.lead.company ?? facts.lead.name ?? numberOf(facts)
  const title =
    isStanding && handoff.amountMinor !== null && handoff.currency !== null && handoff.closeDate !== null
      ? say('alert.title', {
          icon: stageIcon.SQO,
          number: numberOf(facts),
          by,
          company,
          amount: money(handoff.amountMinor, handoff.currency),
          close: onDay(handoff.closeDate),
        })
      : say('alert.gone', { icon: stageIcon[handoff.stage], stage: handoff.stage, number: numberOf(facts), company })
  return {
    parts: [
      line(title, 'title'),
      ...(isStanding ? [story(facts)] : []),
      buttons(handoff.number, [{ label: 'button.show', word: 'show', does: 'runs' }]),
    ],
    summary: isStanding ? say('alert.summary', { name: nameOf(facts) }) : title,
  }
}

export const examples: Record<string, Drawing> = {
  announced: drawAlert(sampleAt('SQO', { sqoAt: new Date('2026-11-20T09:00:00Z') })),
  takenBack: drawAlert(sampleAt('SQL')),
}
