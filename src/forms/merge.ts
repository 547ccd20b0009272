import { say } from '../texts/sentence.ts'
import type { Form } from './form.ts'

/** The form of Merge: the other hand-off of the same lead, by its number or its name (domain §4). */
export const mergeForm = (number: number): Form => ({
  word: 'merge',
  about: number,
  title: say('form.merge', { number: `#${number}` }),
  submit: 'button.merge',
  fields: [
    { field: 'say', text: say('form.mergeMeans') },
    {
      field: 'text',
      id: 'other',
      label: say('field.other'),
      hint: say('hint.other'),
      maxLength: 200,
    },
  ],
})

export const examples: Record<string, Form> = { merge: mergeForm(398) }
