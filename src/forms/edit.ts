import { type Sentence, say } from '../texts/sentence.ts'
import type { Form, Option } from './form.ts'
import { countryField } from './options.ts'

export type EditKnown = {
  name: string | null
  email: string | null
  company: string | null
  title: string | null
  phone: string | null
  country: Option | null
  employees: string | null
  industry: string | null
  campaign: string | null
}

/** The form of Edit: what is known of the lead and its company, to be corrected; `stamp` says which state it shows. */
export const editForm = (number: number, known: EditKnown, stamp: string): Form => {
  const text = (id: Exclude<keyof EditKnown, 'country'>, label: Sentence, maxLength: number) => ({
    field: 'text' as const,
    id,
    label,
    maxLength,
    isOptional: true,
    ...(known[id] ? { initial: known[id] } : {}),
  })
  return {
    word: 'edit',
    variant: stamp,
    about: number,
    title: say('form.edit', { number: `#${number}` }),
    submit: 'button.save',
    fields: [
      text('name', say('field.name'), 200),
      { ...text('email', say('field.email'), 254), hint: say('hint.contact') },
      text('company', say('field.company'), 200),
      text('title', say('field.title'), 200),
      text('phone', say('field.phone'), 40),
      countryField(known.country),
      text('employees', say('field.employees'), 9),
      text('industry', say('field.industry'), 100),
      text('campaign', say('field.campaign'), 200),
    ],
  }
}

export const examples: Record<string, Form> = {
  edit: editForm(
    398,
    {
      name: 'Marta Ricci',
      email: 'marta.ricci@officina.example',
      company: 'Officina SpA',
      title: 'Head of Marketing',
      phone: '+39 02 5550 1398',
      country: { value: 'IT', label: say('word.plain', { text: 'Italy' }) },
      employees: '120',
      industry: null,
      campaign: 'lean-ops-guide',
    },
    'sample',
  ),
}
