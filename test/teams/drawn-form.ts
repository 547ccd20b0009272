import { expect } from 'vitest'
import type { Field, Form } from '../../src/forms/form.ts'
import { formCard } from '../../src/teams/form.ts'
import { reader, text } from '../strange-parts.ts'
import { refuseCard } from '../support/adaptive-schema.ts'

export type Json = Record<string, unknown>
export type Given = Parameters<typeof formCard>[2]

export const option = (value: string) => ({ value, label: text(`Option ${value}`) })
export const formOf = (fields: Field[], over: Partial<Form> = {}): Form => ({
  word: 'reject',
  about: 142,
  title: text('Reject #142'),
  submit: 'button.save',
  fields,
  ...over,
})
export const draw = (form: Form, given: Partial<Given> = {}) => {
  const card = formCard(form, reader, { way: 'dialog', place: null, ...given })
  expect(refuseCard(card)).toBeNull()
  return card.body as Json[]
}
export const inputIn = (field: Field, given: Partial<Given> = {}) =>
  draw(formOf([field]), given).find(({ type }) => String(type).startsWith('Input.')) ?? {}
export const actionsIn = (body: Json[]) => body.flatMap(({ actions }) => (actions ?? []) as Json[])

export const note = { field: 'text', id: 'note', label: text('Note'), maxLength: 200 } as const
export const choice = { field: 'choice', id: 'a', label: text('A'), options: ['a', 'b'].map(option) } as const
