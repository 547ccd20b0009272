import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { inDots, type Sentence, say, type Value } from '../texts/sentence.ts'

/** What to call the lead: the name, else the company; how it can be reached is not for everybody (product §6). */
export const leadName = (lead: HandoffFacts['lead']): string => lead.name ?? lead.company ?? '–'

/** "Katrin Weiss · Director of IT · Adlerwerk GmbH (640 people, DE)" with what is known. */
export const whoIs = ({ lead }: Pick<HandoffFacts, 'lead'>): Value => {
  if (lead.erasedAt) return say('word.erased')
  const details: Value[] = []
  if (lead.employees !== null) details.push(say('card.people', { count: lead.employees }))
  if (lead.country !== null) details.push(lead.country)
  const company: Value[] = []
  if (lead.company !== null)
    company.push(
      details.length
        ? say('card.company', { company: lead.company, details: { as: 'list', items: details, join: 'commas' } })
        : lead.company,
    )
  return inDots([
    ...(lead.name === null && lead.company !== null ? [] : [leadName(lead)]),
    ...(lead.title === null ? [] : [lead.title]),
    ...company,
  ])
}

/** The newest line of a verb that still stands. */
export const lineOf = (facts: HandoffFacts, ...verbs: string[]) =>
  facts.lines.find((one) => verbs.includes(one.verb) && !one.isUndone && one.undoes === null) ?? null

/** When a clock of the hand-off is due, while it runs. */
export const dueOf = (facts: HandoffFacts, clock: string) => facts.due.find((one) => one.clock === clock)?.dueAt ?? null

/** Whether a clock that runs has passed its limit, as far as that was noticed; one that was set anew has a new limit. */
export const isLate = (facts: HandoffFacts, clock?: string) =>
  facts.due.some((one) => (clock ?? one.clock) === one.clock && one.breachedAt !== null && one.breachedAt >= one.dueAt)

export const numberOf = (facts: HandoffFacts) => `#${facts.handoff.number}`

/** "#412 Katrin Weiss (Adlerwerk)": the hand-off in a sentence. */
export const nameOf = (facts: HandoffFacts): Sentence =>
  facts.lead.company !== null && facts.lead.name !== null
    ? say('card.nameAtCompany', { number: numberOf(facts), name: facts.lead.name, company: facts.lead.company })
    : say('card.name', { number: numberOf(facts), name: leadName(facts.lead) })
