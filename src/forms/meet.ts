import { say } from '../texts/sentence.ts'
import type { Form, Option } from './form.ts'
import { sampleAes } from './sample.ts'

export const lengths = ['15', '30', '45', '60', '90', '120'] as const

const lengthOptions: Option[] = lengths.map((value) => ({
  value,
  label: say('form.minutes', { count: Number(value) }),
}))

/** The form "Book meeting" (product §3). */
export const meetForm = (number: number, known: { date: string; ae: string | null }, aes: Option[]): Form => ({
  word: 'meet',
  about: number,
  title: say('form.meet', { number: `#${number}` }),
  submit: 'button.book',
  fields: [
    { field: 'date', id: 'date', label: say('field.date'), initial: known.date },
    { field: 'time', id: 'time', label: say('field.time'), initial: '10:00', hint: say('hint.yourTime') },
    { field: 'choice', id: 'length', label: say('field.length'), options: lengthOptions, initial: '30' },
    {
      field: 'choice',
      id: 'ae',
      label: say('field.ae'),
      options: aes,
      isOptional: true,
      ...(known.ae && aes.some((one) => one.value === known.ae) ? { initial: known.ae } : {}),
    },
    { field: 'text', id: 'link', label: say('field.link'), isOptional: true, maxLength: 500 },
  ],
})

/** When the meeting is to be instead (product §3, Rescheduled). */
export const rescheduleForm = (number: number, meetingId: string | null): Form => ({
  word: 'outcome',
  variant: meetingId === null ? 'rescheduled' : `rescheduled/${meetingId}`,
  about: number,
  title: say('form.reschedule', { number: `#${number}` }),
  submit: 'button.save',
  fields: [
    { field: 'date', id: 'date', label: say('field.date') },
    { field: 'time', id: 'time', label: say('field.time'), initial: '10:00', hint: say('hint.yourTime') },
  ],
})

export const examples: Record<string, Form> = {
  'book a meeting': meetForm(398, { date: '2026-11-25', ae: 'paolo' }, sampleAes),
  reschedule: rescheduleForm(398, null),
}
