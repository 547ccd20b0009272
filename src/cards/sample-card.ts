import { say } from '../texts/sentence.ts'
import { act, primary } from './acts.ts'
import { buttons, type Drawing, line } from './card.ts'
import { drawHandoff } from './handoff.ts'
import { sampleAt, sampleFacts } from './sample.ts'

/** A card as the team will see it, of an invented lead: marked as a sample, with one button that throws it away. */
export const drawSample = (queue: string): Drawing => {
  const facts = sampleAt('MQL', { offeredTo: null, sameCompanyAs: null })
  // What would lead somewhere, or name somebody who is not here, is no sample of anything.
  const alone = { message: null, quote: null, offered: null }
  const shown = { ...facts, ...alone, queue: facts.queue && { ...facts.queue, title: queue } }
  const { parts } = drawHandoff(shown, { queueId: sampleFacts.handoff.queueId })
  return {
    parts: [
      line(say('sample.title'), 'title'),
      { part: 'divider' },
      ...parts.filter(({ part }) => part !== 'buttons'),
      { part: 'divider' },
      line(say('sample.more'), 'quiet'),
      buttons(null, [primary(act.new), { label: 'button.discard', word: 'setup', does: 'runs', variant: 'discard' }]),
    ],
    summary: say('sample.title'),
  }
}

export const examples: Record<string, Drawing> = { DACH: drawSample('DACH') }
