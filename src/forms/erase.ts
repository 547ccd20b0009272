import { say } from '../texts/sentence.ts'
import type { Form } from './form.ts'

/** The form of Erase: whom to forget (domain §11). It is asked before it is done: nothing brings the person back. */
export const eraseForm = (known: { address: string | null; numbers: readonly number[] }): Form => ({
  word: 'erase',
  about: null,
  title: say('form.erase'),
  submit: 'button.erase',
  fields: [
    { field: 'say', text: say('erase.means') },
    ...(known.numbers.length > 0
      ? [
          {
            field: 'say' as const,
            text: say('erase.found', {
              count: known.numbers.length,
              numbers: { as: 'list', items: known.numbers.slice(0, 20).map((number) => `#${number}`), join: 'commas' },
            }),
          },
        ]
      : []),
    {
      field: 'text',
      id: 'address',
      label: say('field.eraseAddress'),
      maxLength: 254,
      ...(known.address === null ? {} : { initial: known.address }),
    },
  ],
})

export const examples: Record<string, Form> = {
  asked: eraseForm({ address: 'katrin.weiss@adlerwerk.example', numbers: [412, 77] }),
  empty: eraseForm({ address: null, numbers: [] }),
}
