import { type Sentence, say } from '../texts/sentence.ts'
import type { Situation } from './move.ts'

/** What to call the lead without its number. */
export const leadNameOf = ({ lead }: Pick<Situation, 'lead'>): string => lead.name ?? lead.company ?? '–'

/** "#412 Katrin Weiss (Adlerwerk)": the hand-off, in a sentence that somebody is told. */
export const named = ({ handoff, lead }: Pick<Situation, 'handoff' | 'lead'>): Sentence => {
  const number = `#${handoff.number}`
  if (lead.name !== null && lead.company !== null)
    return say('card.nameAtCompany', { number, name: lead.name, company: lead.company })
  return say('card.name', { number, name: leadNameOf({ lead }) })
}
