import { atTime, inDots, type Sentence, say } from '../texts/sentence.ts'
import { type Drawing, line } from './card.ts'
import { drawFunnel, type FunnelFacts, funnelTitle, sampleFunnel } from './funnel.ts'
import { countsOf } from './funnel-numbers.ts'

/** The funnel as it comes by itself; `due` where it comes later than it should (product §2, `digest`). */
export const drawDigest = (facts: FunnelFacts, due: Date | null): Drawing => {
  const summary: Sentence = say('word.plain', { text: inDots([funnelTitle(facts), countsOf(facts.report.total)]) })
  const late = due === null ? [] : [line(say('digest.late', { due: atTime(due) }), 'quiet')]
  return { parts: [...late, ...drawFunnel(facts)], summary }
}

export const examples: Record<string, Drawing> = {
  'on Monday': drawDigest(sampleFunnel, null),
  late: drawDigest(sampleFunnel, new Date('2026-11-16T08:00:00Z')),
}
