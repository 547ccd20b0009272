import { say } from '../texts/sentence.ts'
import type { Field, Option } from './form.ts'

/** A colleague to be chosen. */
export const personOption = ({ id, name }: { id: string; name: string }): Option => ({
  value: id,
  label: say('word.plain', { text: name }),
})

/** A queue to be chosen. */
export const queueOption = ({ key, title }: { key: string; title: string }): Option => ({
  value: key,
  label: say('word.plain', { text: title }),
})

/** The country of a lead's company, which may be left out. */
export const countryField = (known: Option | null): Field => ({
  field: 'search',
  id: 'country',
  label: say('field.country'),
  about: 'country',
  isOptional: true,
  ...(known ? { initial: known } : {}),
})
