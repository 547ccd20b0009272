import { describe, expect, test } from 'vitest'
import type { Field } from '../../src/forms/form.ts'
import { say } from '../../src/texts/sentence.ts'
import { text } from '../strange-parts.ts'
import { choice, draw, formOf, inputIn, type Json, note, option } from './drawn-form.ts'

const graph = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' }

describe('each kind of field is drawn, under its own id', () => {
  const shared = { id: 'x', label: text('X'), isOptional: true }
  test.each<[string, Field, Json]>([
    [
      'text',
      { ...shared, field: 'text', isLong: true, initial: 'so far', maxLength: 2_000 },
      { type: 'Input.Text', isMultiline: true, maxLength: 2_000, value: 'so far' },
    ],
    [
      'choice',
      { ...shared, field: 'choice', options: ['a', 'b'].map(option), initial: 'b' },
      {
        type: 'Input.ChoiceSet',
        style: 'compact',
        value: 'b',
        choices: [
          { title: 'Option a', value: 'a' },
          { title: 'Option b', value: 'b' },
        ],
      },
    ],
    [
      'several',
      { ...shared, field: 'several', options: ['a', 'b', 'c'].map(option), initial: ['a', 'c'] },
      { type: 'Input.ChoiceSet', style: 'expanded', isMultiSelect: true, value: 'a,c' },
    ],
    [
      'search',
      { ...shared, field: 'search', about: 'currency', initial: option('EUR') },
      {
        type: 'Input.ChoiceSet',
        style: 'filtered',
        choices: [{ title: 'Option EUR', value: 'EUR' }],
        value: 'EUR',
        'choices.data': { type: 'Data.Query', dataset: 'currency' },
      },
    ],
    [
      'channel',
      { ...shared, field: 'channel', initial: '19:dach@thread.tacv2' },
      {
        choices: [{ title: 'This conversation', value: '19:dach@thread.tacv2' }],
        'choices.data': { type: 'Data.Query', dataset: 'channel' },
      },
    ],
    ['person', { ...shared, field: 'person' }, { style: 'filtered', choices: [], 'choices.data': graph }],
    ['people', { ...shared, field: 'people' }, { isMultiSelect: true, choices: [], 'choices.data': graph }],
    ['date', { ...shared, field: 'date', initial: '2027-02-01' }, { type: 'Input.Date', value: '2027-02-01' }],
    ['time', { ...shared, field: 'time', initial: '14:30' }, { type: 'Input.Time', value: '14:30' }],
  ])('%s', (_, field, drawn) => {
    const input = inputIn(field, { place: '19:dach@thread.tacv2' })
    expect(input).toMatchObject({ id: 'x', label: 'X', ...drawn })
    expect(input.isRequired).toBeUndefined()
  })

  test('words and hints as text, and what must be filled in as required', () => {
    const body = draw(
      formOf([
        { field: 'say', text: text('about this') },
        { ...note, hint: text('All read it') },
      ]),
    )
    expect(body[0]).toMatchObject({ type: 'RichTextBlock', inlines: [{ text: 'about this' }] })
    expect(body[1]).toMatchObject({ id: 'note', isRequired: true, errorMessage: 'Please fill this in.' })
    expect(body[2]).toMatchObject({ inlines: [{ text: 'All read it', isSubtle: true }], spacing: 'Small' })
  })
})

describe('a form that is shown again', () => {
  const errors = { note: say('error.tooLong') }

  test('says what is wrong right under the field, and keeps what was typed', () => {
    const body = draw(
      formOf([
        { ...note, hint: text('hint') },
        { ...choice, initial: 'a' },
      ]),
      {
        entered: { note: 'typed', a: 'b' },
        errors,
      },
    )
    expect(body[0]).toMatchObject({ value: 'typed' })
    expect(body[1]).toMatchObject({ inlines: [{ color: 'Attention' }], spacing: 'Small' })
    expect(body[3]).toMatchObject({ value: 'b' })
  })

  test('says above its fields what is wrong with one that it does not have', () => {
    const body = draw(formOf([note]), { entered: {}, errors: { amount: text('No number.') } })
    expect(body[0]).toMatchObject({ inlines: [{ text: 'No number.' }] })
  })

  test('leaves empty what somebody emptied, but no choice that cannot be', () => {
    const again = { entered: {}, errors: { other: text('x') } }
    expect(inputIn({ ...note, initial: 'before' }, again).value).toBeUndefined()
    expect(inputIn({ ...choice, initial: 'a' }, again).value).toBe('a')
  })

  test('as another one keeps what was entered, and presets what is new or fresh', () => {
    const date = { field: 'date', id: 'on', label: text('On'), initial: '2027-02-01' } as const
    expect(inputIn({ ...note, initial: 'before' }, { entered: { note: 'typed' } }).value).toBe('typed')
    expect(inputIn(date, { entered: { note: 'typed' } }).value).toBe('2027-02-01')
    expect(inputIn({ ...date, fresh: 'b' }, { entered: { on: '2026-12-01' } }).value).toBe('2027-02-01')
  })

  test.each<[string, Field, string, Json]>([
    [
      'a country by its name',
      { field: 'search', id: 'a', label: text('A'), about: 'country' },
      'DE',
      { value: 'DE', choices: [{ title: 'Germany', value: 'DE' }] },
    ],
    [
      'a colleague as they were sent',
      { field: 'person', id: 'a', label: text('A') },
      'aad-1',
      { value: 'aad-1', choices: [{ title: 'aad-1', value: 'aad-1' }] },
    ],
    ['several with commas', { field: 'people', id: 'a', label: text('A') }, 'aad-1,aad-2', { value: 'aad-1,aad-2' }],
    ['several with blanks', { field: 'people', id: 'a', label: text('A') }, 'aad-1 aad-2', { value: 'aad-1,aad-2' }],
    ['a choice that is gone as what was preset', { ...choice, initial: 'a' }, 'gone', { value: 'a' }],
  ])('names %s', (_, field, entered, drawn) => {
    expect(inputIn(field, { entered: { a: entered } })).toMatchObject(drawn)
  })

  test('calls a colleague by their name, where it is known', () => {
    const field: Field = { field: 'person', id: 'a', label: text('A') }
    const { choices } = inputIn(field, { entered: { a: 'aad-1' }, titles: { 'aad-1': 'Lena Vogt' } })
    expect(choices).toEqual([{ title: 'Lena Vogt', value: 'aad-1' }])
  })

  test('presets no day or time that is none', () => {
    const entered = { a: 'soon' }
    for (const field of ['date', 'time'] as const)
      expect(inputIn({ field, id: 'a', label: text('A') }, { entered }).value).toBeUndefined()
  })
})

describe('a choice', () => {
  const listed = (count: number, initial?: string) => {
    const options = Array.from({ length: count }, (_, i) => option(String(i)))
    const input = inputIn({ field: 'choice', id: 'a', label: text('A'), options, ...(initial ? { initial } : {}) })
    return input as { choices: Json[]; value?: string }
  }
  test('of 100 is drawn whole', () => expect(listed(100).choices).toHaveLength(100))
  test('of 101 keeps what is preset', () => {
    expect(listed(101, '100').choices).toHaveLength(100)
    expect(listed(101, '100').value).toBe('100')
  })
  test('of nothing still is a field', () => expect(listed(0).choices).toHaveLength(1))
  test('that is preset to what it does not offer is preset to nothing', () =>
    expect(listed(2, 'gone').value).toBeUndefined())
})
