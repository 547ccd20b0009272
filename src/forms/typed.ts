import { isCurrency } from '../domain/money.ts'
import { cleanLine } from '../domain/plain-text.ts'
import { say } from '../texts/sentence.ts'
import type { Field, Form } from './form.ts'
import { neededDay, neededTime } from './inputs.ts'

/** One over every limit still stands there, so that it can be shortened. */
const roomy = 100_000

const filled = (field: Field, typed: unknown): Field => {
  if (typeof typed !== 'string' || typed.trim() === '') return field
  switch (field.field) {
    case 'text':
      return { ...field, initial: field.isLong ? typed : cleanLine(typed, roomy) }
    case 'choice':
      return field.options.some(({ value }) => value === typed) ? { ...field, initial: typed } : field
    case 'date':
      return neededDay.safeParse(typed).success ? { ...field, initial: typed } : field
    case 'time':
      return neededTime.safeParse(typed).success ? { ...field, initial: typed } : field
    case 'search': {
      const code = typed.toUpperCase()
      const isOne = field.about === 'currency' && isCurrency(code)
      return isOne ? { ...field, initial: { value: code, label: say('word.plain', { text: code }) } } : field
    }
    default:
      return field
  }
}

/** A form with what somebody typed in each field that can hold it; the others stay as they were preset (product §3). */
export const withTyped = (form: Form, input: Record<string, unknown>): Form => ({
  ...form,
  fields: form.fields.map((field) => ('id' in field ? filled(field, input[field.id]) : field)),
})
