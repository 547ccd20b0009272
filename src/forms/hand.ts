import { say } from '../texts/sentence.ts'
import type { Form, Option } from './form.ts'
import { sampleAes } from './sample.ts'

/** The form of Hand to AE: a name, or the next in turn (domain §8). */
export const handForm = (number: number, aes: Option[]): Form => ({
  word: 'hand',
  about: number,
  title: say('form.hand', { number: `#${number}` }),
  submit: 'button.hand',
  fields: [
    {
      field: 'choice',
      id: 'ae',
      label: say('field.accountExecutive'),
      options: [{ value: 'rotation', label: say('form.byRotation') }, ...aes],
      initial: 'rotation',
    },
  ],
})

export const examples: Record<string, Form> = { 'to an AE': handForm(398, sampleAes) }
