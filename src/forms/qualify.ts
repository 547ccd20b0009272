import { bant } from '../domain/frameworks/bant.ts'
import type { Framework } from '../domain/frameworks/framework.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'
import { type OpportunityKnown, opportunityFields, overrideFields } from './opportunity.ts'
import { sampleAes } from './sample.ts'

export type QualifyKnown = {
  number: number
  framework: Framework
  answers: Record<string, { level: number | null; evidence: string | null }>
  /** No conversation is logged yet: "Spoke on" asks for one. */
  needsConversation: boolean
  /** For an SDR: whom it goes to. */
  aes: Option[] | null
  ae: string | null
  /** For the AE: the form goes on to SQO. */
  opportunity: OpportunityKnown | null
  name: Sentence
}

const notAsked = 'unknown'

const criterionFields = ({ framework, answers }: QualifyKnown): Field[] =>
  framework.criteria.flatMap((criterion): Field[] => {
    const known = answers[criterion.key]
    const levels = criterion.levels.map((words, level) => ({
      value: String(level),
      label: say('form.level', { level, words }),
    }))
    return [
      {
        field: 'choice',
        id: `level_${criterion.key}`,
        label: say('word.plain', { text: criterion.label }),
        ...(criterion.help ? { hint: say('word.plain', { text: criterion.help }) } : {}),
        options: [{ value: notAsked, label: say('form.notAsked') }, ...levels.reverse()],
        initial: known && known.level !== null ? String(known.level) : notAsked,
      },
      {
        field: 'text',
        id: `evidence_${criterion.key}`,
        label: say('field.evidence', { criterion: criterion.label }),
        hint: say('hint.participants'),
        isLong: true,
        isOptional: true,
        maxLength: 1_000,
        ...(known?.evidence ? { initial: known.evidence } : {}),
      },
    ]
  })

/** It is not preset: that somebody spoke with the lead is for a person to say (domain §7). */
const spokeOn = (isNeeded: boolean): Field[] =>
  isNeeded ? [{ field: 'date', id: 'spokeOn', label: say('field.spokeOn'), isOptional: true }] : []

/** The form of Qualify: the criteria, the conversation, and then either whom it goes to or the opportunity (product §3, §6). */
export const qualifyForm = (known: QualifyKnown): Form => ({
  word: 'qualify',
  about: known.number,
  title: say('form.qualify', { number: `#${known.number}` }),
  submit: 'button.save',
  fields: [
    { field: 'say', text: known.name },
    ...criterionFields(known),
    ...spokeOn(known.needsConversation),
    ...(known.aes
      ? [
          {
            field: 'choice' as const,
            id: 'ae',
            label: say('field.accountExecutive'),
            options: known.aes,
            isOptional: true,
            ...(known.ae ? { initial: known.ae } : {}),
          },
        ]
      : []),
    ...(known.opportunity
      ? [
          { field: 'say' as const, text: say('form.goesOn') },
          ...opportunityFields(known.opportunity, true),
          ...overrideFields(true),
        ]
      : []),
    { field: 'button', word: 'qualify', variant: 'draft', label: 'button.saveDraft' },
  ],
})

/** Why a qualification that does not pass is passed all the same (domain §7, override). */
export const overrideForm = (number: number, said: Sentence, needsConversation: boolean): Form => ({
  word: 'qualify',
  variant: 'override',
  about: number,
  title: say('form.override', { number: `#${number}` }),
  submit: 'button.save',
  fields: [{ field: 'say', text: said }, ...spokeOn(needsConversation), ...overrideFields(false)],
})

const sample: QualifyKnown = {
  number: 398,
  framework: bant,
  answers: {
    budget: { level: 2, evidence: '30–40 k€' },
    need: { level: 2, evidence: 'Two tools that do not talk' },
  },
  needsConversation: true,
  aes: sampleAes,
  ae: 'paolo',
  opportunity: null,
  name: say('word.plain', { text: 'Marta Ricci, Officina SpA' }),
}

const sampleOpportunity: OpportunityKnown = {
  meetingHeldOn: '2026-11-19',
  needsMeeting: true,
  currency: 'EUR',
  amount: null,
  closeDate: null,
  nextStep: null,
  nextStepBy: null,
}

export const examples: Record<string, Form> = {
  'by an SDR': qualifyForm(sample),
  'by the AE': qualifyForm({ ...sample, needsConversation: false, aes: null, opportunity: sampleOpportunity }),
  override: overrideForm(398, say('form.below', { score: 62.5, needed: 70 }), true),
}
