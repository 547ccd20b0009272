import { isTextKey } from '../texts/catalogue.ts'
import { type Sentence, say, type Value } from '../texts/sentence.ts'
import type { Situation } from './move.ts'

/** "#412 Katrin Weiss (Adlerwerk)": the hand-off, in a sentence that somebody is told. */
export const named = ({ handoff, lead }: Pick<Situation, 'handoff' | 'lead'>): Sentence => {
  const number = `#${handoff.number}`
  if (lead.name !== null && lead.company !== null)
    return say('card.nameAtCompany', { number, name: lead.name, company: lead.company })
  return say('card.name', { number, name: lead.name ?? lead.company ?? '–' })
}

/** A reason of a group in words; as it stands where the catalogue has none, as the file may add some. */
export const reasonWord = (group: string, key: string): Value => {
  const name = `reason.${group}.${key}`
  return isTextKey(name) ? say(name) : key
}
