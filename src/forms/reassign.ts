import { say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'
import { sampleAes } from './sample.ts'

type Known = {
  number: number
  /** The places that can be taken, each with whose it is. */
  seats: Option[]
  seat: string
  /** Who may be chosen; null where they are too many for a list, and are searched. */
  people: Option[] | null
  member: Option | null
  note: string | null
}

const whoIs = ({ people, member, seat }: Known): Field => {
  const asked = { id: 'member', label: say('field.member'), fresh: seat }
  if (people === null) return { ...asked, field: 'search', about: 'member', ...(member ? { initial: member } : {}) }
  return { ...asked, field: 'choice', options: people, ...(member ? { initial: member.value } : {}) }
}

/** The form of Reassign: whose place is taken, where there are two; by whom, and why (domain §8). */
export const reassignForm = (known: Known): Form => ({
  word: 'reassign',
  about: known.number,
  title: say('form.reassign', { number: `#${known.number}` }),
  submit: 'button.reassign',
  fields: [
    ...(known.seats.length > 1
      ? [
          {
            field: 'choice',
            id: 'seat',
            label: say('field.seat'),
            options: known.seats,
            initial: known.seat,
            redraws: true,
          } satisfies Field,
        ]
      : []),
    whoIs(known),
    {
      field: 'text',
      id: 'note',
      label: say('field.reason'),
      hint: say('hint.participants'),
      isLong: true,
      maxLength: 2_000,
      ...(known.note ? { initial: known.note } : {}),
    },
  ],
})

const seats = [
  { value: 'owner', label: say('form.seatOwner', { name: 'Giulia Conti' }) },
  { value: 'ae', label: say('form.seatAe', { name: 'Paolo Greco' }) },
]
const sample = { number: 398, seats, seat: 'ae', people: sampleAes, member: null, note: null }

export const examples: Record<string, Form> = {
  'of one place': reassignForm({ ...sample, seats: [] }),
  'of two places': reassignForm(sample),
  'by search': reassignForm({ ...sample, people: null }),
}
