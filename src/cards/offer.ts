import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { atTime, say } from '../texts/sentence.ts'
import { act, primary } from './acts.ts'
import { buttons, type Drawing, line } from './card.ts'
import { sampleAt, sampleFacts } from './sample.ts'
import { dueOf, nameOf } from './words.ts'

/** What is offered to one person first (domain §5); when it is not theirs to take any more, it asks for nothing. */
export const drawOffer = (facts: HandoffFacts, memberId: string): Drawing => {
  const { handoff } = facts
  const name = nameOf(facts)
  const isOffered = handoff.stage === 'MQL' && handoff.offeredTo === memberId
  if (!isOffered) {
    const text = say('offer.over', { name, stage: handoff.stage })
    return { parts: [line(text), buttons(handoff.number, [act.show])], summary: text }
  }
  const due = dueOf(facts, 'accept')
  const text = due === null ? say('offer.yours', { name }) : say('offer.yoursBy', { name, due: atTime(due) })
  return {
    parts: [
      line(text, 'title'),
      ...(handoff.why ? [line(say('word.plain', { text: handoff.why }), 'quote')] : []),
      buttons(handoff.number, [primary(act.accept), act.reject, act.show], [act.why]),
    ],
    summary: text,
  }
}

const offeredTo = sampleFacts.handoff.offeredTo ?? ''
const dueAt = new Date('2026-11-13T09:00:00Z')
const due = [{ id: 'accept', clock: 'accept', startedAt: dueAt, dueAt, breachedAt: null }]

export const examples: Record<string, Drawing> = {
  offered: drawOffer({ ...sampleAt('MQL'), due }, offeredTo),
  unseen: drawOffer({ ...sampleAt('MQL'), due: [] }, offeredTo),
  over: drawOffer(sampleAt('SAL'), offeredTo),
}
