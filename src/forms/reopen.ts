import { say } from '../texts/sentence.ts'
import type { Form } from './form.ts'

/** The form of Reopen: why it comes back (domain §8). */
export const reopenForm = (number: number): Form => ({
  word: 'reopen',
  about: number,
  title: say('form.reopen', { number: `#${number}` }),
  submit: 'button.reopen',
  fields: [
    {
      field: 'text',
      id: 'why',
      label: say('field.reason'),
      hint: say('hint.everybody'),
      isLong: true,
      maxLength: 1_000,
    },
  ],
})

export const examples: Record<string, Form> = { reopen: reopenForm(398) }
