import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buttons, line } from '../../src/cards/card.ts'
import type { Field, Form } from '../../src/forms/form.ts'
import * as forms from '../../src/forms/index.ts'
import { formTitle } from '../../src/teams/form.ts'
import { reader, text } from '../strange-parts.ts'
import { actionsIn, choice, draw, formOf, type Given, note } from './drawn-form.ts'

describe('what sends a form', () => {
  const data = { form: true, word: 'reject', about: 142, variant: null, place: '19:x' }

  test('stands last, in a message as an action of its word, in a dialog as a submission', () => {
    const form = formOf([note], { kept: { next: 'recycle' } })
    const sent = { title: 'Save', style: 'positive', data: { ...data, kept: { next: 'recycle' } } }
    const shown = (way: Given['way']) => actionsIn(draw(form, { way, place: '19:x' })).at(-1)
    expect(shown('dialog')).toEqual({ ...sent, type: 'Action.Submit' })
    expect(shown('message')).toEqual({ ...sent, type: 'Action.Execute', verb: 'reject' })
  })

  test('is missing where the form asks nothing', () => {
    expect(actionsIn(draw(formOf([{ field: 'say', text: text('only this') }], { submit: null })))).toEqual([])
  })

  test('has a draft beside it, and a button that redraws right after the field that asks for it', () => {
    const body = draw(
      formOf([
        { ...choice, redraws: true },
        note,
        { field: 'button', word: 'reject', variant: 'draft', label: 'button.saveDraft' },
      ]),
      { place: '19:x' },
    )
    expect(body.map(({ type }) => type)).toEqual(['Input.ChoiceSet', 'ActionSet', 'Input.Text', 'ActionSet'])
    expect(actionsIn(body).map((one) => one.data)).toEqual([
      { ...data, variant: 'redraw', was: '' },
      { ...data, variant: 'draft', was: '' },
      data,
    ])
  })

  test('says which fields hold several, and of which variant the form is where its button is of another', () => {
    const people: Field = { field: 'people', id: 'members', label: text('Members'), isOptional: true }
    const body = draw(formOf([{ ...choice, redraws: true }, people], { variant: 'add' }))
    expect(actionsIn(body).map((one) => one.data)).toMatchObject([
      { variant: 'redraw', was: 'add', lists: ['members'] },
      { variant: 'add', lists: ['members'] },
    ])
  })

  test('lets a draft and a redraw through, though something that is needed is missing', () => {
    const body = draw(formOf([{ ...choice, redraws: true }, note, { ...note, id: 'other', isOptional: true }]))
    expect(JSON.stringify(body)).not.toContain('isRequired')
    expect(body.flatMap(({ label }) => (label ? [label] : []))).toEqual(['A *', 'Note *', 'Note'])
  })

  test('knows the form by names that no field has', () => {
    const ids = Object.values(forms).flatMap((examples) =>
      Object.values<Form>(examples).flatMap(({ fields }) =>
        fields.flatMap((field) => ('id' in field ? [field.id] : [])),
      ),
    )
    const own = ['form', 'word', 'about', 'variant', 'place', 'kept', 'lists', 'was', 'typed', 'msteams']
    expect(own.filter((name) => ids.includes(name))).toEqual([])
  })
})

describe('a form inside a message', () => {
  test('bears its title, which a dialog has in its frame', () => {
    const title = { type: 'RichTextBlock', inlines: [{ text: 'Reject #142', weight: 'Bolder' }] }
    expect(draw(formOf([note]), { way: 'message' })[0]).toMatchObject(title)
    expect(draw(formOf([note]))[0]).toMatchObject({ type: 'Input.Text' })
    expect(formTitle(formOf([], { title: text('x'.repeat(500)) }), reader).length).toBeLessThanOrEqual(60)
  })

  test('has words above its fields, whose buttons do not wait for what is missing below', () => {
    const said = [line(text('Taken.')), buttons(142, [{ label: 'button.show', word: 'show', does: 'runs' }])]
    const body = draw(formOf([note]), { way: 'message', said })
    expect(body[1]).toMatchObject({ inlines: [{ text: 'Taken.' }] })
    expect(actionsIn(body)[0]).toMatchObject({ verb: 'show', associatedInputs: 'none' })
  })
})

test('Teams takes every form, however long and strange its text', () => {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom('{', '"', ',', '👩‍👩‍👧‍👦', '語', ' '), maxLength: 4_000, size: 'max' }),
  )
  const pairs = fc.array(fc.tuple(strange, strange), { maxLength: 120, size: 'max' })
  fc.assert(
    fc.property(strange, pairs, fc.boolean(), (odd, some, isAgain) => {
      const options = some.map(([value, label]) => ({ value, label: text(label) }))
      const shared = { label: text(odd), hint: text(odd) }
      const fields: Field[] = [
        { field: 'say', text: text(odd) },
        { ...shared, field: 'text', id: 'a', maxLength: 100_000, initial: odd, isLong: true },
        { ...shared, field: 'choice', id: 'b', options, initial: odd, redraws: true },
        { ...shared, field: 'several', id: 'c', options, initial: [odd] },
        { ...shared, field: 'search', id: 'd', about: 'country', initial: { value: odd, label: text(odd) } },
        { ...shared, field: 'people', id: 'e' },
        { ...shared, field: 'text', id: 'f', maxLength: 3_000, initial: odd },
      ]
      const entered = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, odd]))
      const again = { entered, errors: { a: text(odd), z: text(odd) }, said: [line(text(odd), 'quote')] }
      for (const way of ['message', 'dialog'] as const)
        draw(formOf(fields, { title: text(odd) }), { way, ...(isAgain ? again : {}) })
    }),
    { numRuns: 30, endOnFailure: true },
  )
})
