import { say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'
import { noteField, reasonOptions } from './reasons.ts'
import { sampleQueues } from './sample.ts'

export const nexts = ['recycle', 'disqualify', 'queue'] as const
export type Next = (typeof nexts)[number]

type Known = {
  number: number
  next: Next
  reason: string | null
  date: string | null
  queues: Option[]
}

const reasonsFor = (next: Next): Option[] =>
  next === 'recycle'
    ? reasonOptions('recycle')
    : next === 'disqualify'
      ? [...reasonOptions('soft'), ...reasonOptions('hard')]
      : reasonOptions('reroute')

const nextLabel = { recycle: 'form.recycle', disqualify: 'form.disqualify', queue: 'form.anotherQueue' } as const

/** The form of Reject: what it asks for follows from What next? (product §3). */
export const rejectForm = ({ number, next, reason, date, queues }: Known): Form => {
  const options = reasonsFor(next)
  const isKnown = reason !== null && options.some((one) => one.value === reason)
  const after: Field[] =
    next === 'recycle'
      ? [
          {
            field: 'date',
            id: 'date',
            label: say('field.comeBack'),
            hint: say('hint.comeBack'),
            isOptional: true,
            fresh: reason ?? '',
            ...(date ? { initial: date } : {}),
          },
        ]
      : next === 'queue'
        ? [{ field: 'choice', id: 'queue', label: say('field.queue'), options: queues }]
        : []
  return {
    word: 'reject',
    about: number,
    title: say('form.reject', { number: `#${number}` }),
    submit: 'button.reject',
    fields: [
      {
        field: 'choice',
        id: 'next',
        label: say('field.next'),
        options: nexts.map((value) => ({ value, label: say(nextLabel[value]) })),
        initial: next,
        redraws: true,
      },
      {
        field: 'choice',
        id: 'reason',
        label: say('field.reason'),
        options,
        fresh: next,
        redraws: next === 'recycle',
        ...(isKnown ? { initial: reason } : {}),
      },
      ...after,
      noteField(),
    ],
  }
}

const sample = { number: 398, date: null, queues: sampleQueues }

export const examples: Record<string, Form> = {
  'to come back': rejectForm({ ...sample, next: 'recycle', reason: 'no_budget', date: '2027-02-18' }),
  'for good': rejectForm({ ...sample, next: 'disqualify', reason: null }),
  'to another queue': rejectForm({ ...sample, next: 'queue', reason: null }),
}
