import { say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'
import { reasonOptions } from './reasons.ts'

export type OpportunityKnown = {
  /** The day that "Meeting held on" is preset to; null when a meeting held is logged already. */
  meetingHeldOn: string | null
  needsMeeting: boolean
  currency: string
  amount: string | null
  closeDate: string | null
  nextStep: string | null
  nextStepBy: string | null
}

/** What an SQO needs: amount, close date, next step, and the meeting where none is logged (domain §7, "To SQO"). */
export const opportunityFields = (known: OpportunityKnown, isOptional: boolean): Field[] => {
  const currency: Option = { value: known.currency, label: say('word.plain', { text: known.currency }) }
  const text = (value: string | null) => (value ? { initial: value } : {})
  return [
    ...(known.needsMeeting
      ? [
          {
            field: 'date' as const,
            id: 'meetingHeldOn',
            label: say('field.meetingHeldOn'),
            isOptional: true,
            ...text(known.meetingHeldOn),
          },
        ]
      : []),
    {
      field: 'text',
      id: 'amount',
      label: say('field.amount'),
      hint: say('hint.amount'),
      maxLength: 30,
      isOptional,
      ...text(known.amount),
    },
    { field: 'search', id: 'currency', label: say('field.currency'), about: 'currency', initial: currency, isOptional },
    { field: 'date', id: 'closeDate', label: say('field.closeDate'), isOptional, ...text(known.closeDate) },
    {
      field: 'text',
      id: 'nextStep',
      label: say('field.nextStep'),
      maxLength: 300,
      isOptional,
      ...text(known.nextStep),
    },
    { field: 'date', id: 'nextStepBy', label: say('field.nextStepBy'), isOptional, ...text(known.nextStepBy) },
  ]
}

/** Why a gate is passed although it does not pass (domain §7). */
export const overrideFields = (isOptional: boolean): Field[] => [
  {
    field: 'choice',
    id: 'overrideReason',
    label: say('field.overrideReason'),
    options: reasonOptions('override'),
    isOptional,
  },
  {
    field: 'text',
    id: 'overrideNote',
    label: say('field.overrideNote'),
    hint: say('hint.overrideNote'),
    isLong: true,
    maxLength: 2_000,
    isOptional,
  },
]

/** The form of Confirm SQO; a score below the gate asks for the override in the same form (domain §7). */
export const confirmForm = (
  number: number,
  known: OpportunityKnown,
  below: { score: number; needed: number } | null,
): Form => ({
  word: 'confirm',
  about: number,
  title: say('form.confirm', { number: `#${number}` }),
  submit: 'button.confirm',
  fields: [
    ...(below ? [{ field: 'say' as const, text: say('form.below', below) }] : []),
    ...opportunityFields(known, false),
    ...(below ? overrideFields(false) : []),
  ],
})

const known: OpportunityKnown = {
  meetingHeldOn: '2026-11-19',
  needsMeeting: true,
  currency: 'EUR',
  amount: '36000',
  closeDate: '2027-01-29',
  nextStep: 'contract draft',
  nextStepBy: '2026-11-25',
}

export const examples: Record<string, Form> = {
  confirm: confirmForm(398, known, null),
  'confirm below the gate': confirmForm(398, { ...known, needsMeeting: false }, { score: 62.5, needed: 70 }),
}
