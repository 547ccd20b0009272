import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { atTime, say } from '../texts/sentence.ts'
import { type Drawing, line } from './card.ts'
import { titleOf } from './handoff.ts'
import { sampleFacts } from './sample.ts'
import { lineOf, numberOf } from './words.ts'

/** Whatever card it was: nothing is left of the lead, and nothing can be done (domain §11). */
export const drawErased = (facts: HandoffFacts): Drawing => {
  const at = atTime(facts.lead.erasedAt ?? facts.handoff.stageAt)
  const by = lineOf(facts, 'erase')?.by ?? say('word.somebody')
  return {
    parts: [line(titleOf(facts), 'title'), line(say('card.erased', { by, at }), 'quiet')],
    summary: say('card.erasedSummary', { number: numberOf(facts) }),
  }
}

const nobody = { name: null, email: null, phone: null, title: null, company: null, companyDomain: null }
const lead = { ...sampleFacts.lead, ...nobody, erasedAt: new Date('2026-11-20T09:00:00Z') }

export const examples: Record<string, Drawing> = { erased: drawErased({ ...sampleFacts, lead }) }
