import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { line } from '../../src/cards/card.ts'
import type { Field, Form } from '../../src/forms/form.ts'
import { searchOptions } from '../../src/forms/search.ts'
import { refuseView } from '../../src/playground/vendors/slack/validate/view.ts'
import { homeView, resultView, viewOf } from '../../src/slack/form.ts'
import { plain, say } from '../../src/texts/sentence.ts'

const reader = { language: 'en', zone: 'Europe/Berlin' } as const
const text = (words: string) => say('word.plain', { text: words })
const formOf = (fields: Field[], over: Partial<Form> = {}): Form => ({
  word: 'reject',
  about: 142,
  title: text('Reject #142'),
  submit: 'button.save',
  fields,
  ...over,
})
const option = (value: string) => ({ value, label: text(`Option ${value}`) })

test('each kind of field is drawn, under its own id', () => {
  const view = viewOf(
    formOf([
      { field: 'say', text: text('about this') },
      {
        field: 'text',
        id: 'note',
        label: text('Note'),
        hint: text('All read it'),
        isLong: true,
        isOptional: true,
        initial: 'so far',
        maxLength: 2_000,
      },
      {
        field: 'choice',
        id: 'reason',
        label: text('Reason'),
        options: [option('a'), option('b')],
        initial: 'b',
        redraws: true,
      },
      { field: 'search', id: 'currency', label: text('Currency'), about: 'currency', initial: option('EUR') },
      { field: 'date', id: 'on', label: text('On'), initial: '2027-02-01' },
      { field: 'time', id: 'at', label: text('At'), initial: '14:30', fresh: '7' },
      { field: 'button', word: 'reject', variant: 'draft', label: 'button.saveDraft' },
    ]),
    reader,
    'CDACH',
  )
  expect(refuseView(view, 'modal')).toBeNull()
  expect(JSON.parse(view.private_metadata ?? '')).toEqual({ word: 'reject', about: 142, variant: null, place: 'CDACH' })
  expect(view.blocks.map(({ block_id }) => block_id)).toEqual([
    'say#0',
    'note',
    'reason',
    'currency',
    'on',
    'at',
    'form#6',
  ])
  expect(view.blocks[1]).toMatchObject({
    optional: true,
    element: { type: 'plain_text_input', multiline: true, max_length: 2_000, initial_value: 'so far' },
  })
  expect(view.blocks[2]).toMatchObject({
    dispatch_action: true,
    element: { type: 'static_select', initial_option: { value: 'b' } },
  })
  expect(view.blocks[3]).toMatchObject({
    element: { type: 'external_select', action_id: 'currency', min_query_length: 0 },
  })
  expect(view.blocks[4]).toMatchObject({
    element: { type: 'datepicker', action_id: 'value', initial_date: '2027-02-01' },
  })
  expect(view.blocks[5]).toMatchObject({ element: { type: 'timepicker', action_id: 'value~7', initial_time: '14:30' } })
  expect(view.blocks[6]).toMatchObject({ elements: [{ action_id: 'reject/draft' }] })
})

test('a form that asks nothing has no button to send it', () => {
  const view = viewOf(formOf([{ field: 'say', text: text('only this') }], { submit: null }), reader, null)
  expect(view.submit).toBeUndefined()
  expect(refuseView(view, 'modal')).toBeNull()
})

describe('a choice', () => {
  const select = (count: number, initial?: string) => {
    const options = Array.from({ length: count }, (_, i) => option(String(i)))
    const view = viewOf(
      formOf([{ field: 'choice', id: 'a', label: text('A'), options, ...(initial ? { initial } : {}) }]),
      reader,
      null,
    )
    expect(refuseView(view, 'modal')).toBeNull()
    return (view.blocks[0] as { element: { options: { value: string }[]; initial_option?: unknown } }).element
  }
  test('of 100 is drawn whole', () => expect(select(100).options).toHaveLength(100))
  test('of 101 keeps what is preset', () => {
    expect(select(101, '100').options).toHaveLength(100)
    expect(select(101, '100').initial_option).toMatchObject({ value: '100' })
  })
  test('of nothing still is a field', () => expect(select(0).options).toHaveLength(1))
  test('that is preset to what it does not offer is preset to nothing', () =>
    expect(select(2, 'gone').initial_option).toBeUndefined())
})

test('Slack takes every form, however long and strange its text', () => {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom('&', '<', '👩‍👩‍👧‍👦', 'é', ' '), maxLength: 4_000, size: 'max' }),
  )
  fc.assert(
    fc.property(strange, fc.array(fc.tuple(strange, strange), { maxLength: 120, size: 'max' }), (odd, pairs) => {
      const fields: Field[] = [
        { field: 'say', text: text(odd) },
        { field: 'text', id: 'a', label: text(odd), hint: text(odd), maxLength: 100_000, initial: odd },
        {
          field: 'choice',
          id: 'b',
          label: text(odd),
          options: pairs.map(([value, label]) => ({ value, label: text(label) })),
          initial: odd,
        },
        { field: 'search', id: 'c', label: text(odd), about: 'country', initial: { value: odd, label: text(odd) } },
      ]
      expect(refuseView(viewOf(formOf(fields, { title: text(odd) }), reader, 'C1'), 'modal')).toBeNull()
      expect(refuseView(resultView(odd, [line(text(odd))], reader, null), 'modal')).toBeNull()
      expect(refuseView(homeView([line(text(odd))], reader), 'home')).toBeNull()
    }),
    { numRuns: 60 },
  )
})

describe('what is typed with search', () => {
  const found = (about: 'country' | 'currency', query: string) =>
    searchOptions(about, query, 'en').map(({ value, label }) => [value, plain('en', 'UTC', label)])
  test('beginnings come first', () => {
    expect(found('country', 'nor').map(([code]) => code)).toEqual(['NF', 'KP', 'MK', 'MP', 'NO'])
    expect(found('country', 'land')).toContainEqual(['NF', 'Norfolk Island'])
  })
  test('an exact code comes before every beginning', () => expect(found('country', 'de')[0]).toEqual(['DE', 'Germany']))
  test('accents and case do not matter', () => expect(found('country', 'COTE')[0]?.[0]).toBe('CI'))
  test('later words are found after beginnings', () =>
    expect(found('country', 'kingdom')).toEqual([['GB', 'United Kingdom']]))
  test('currencies are found by code and by name', () => {
    expect(found('currency', 'nok')[0]).toEqual(['NOK', 'NOK · Norwegian Krone'])
    expect(found('currency', 'krone').map(([code]) => code)).toContain('DKK')
  })
  test('nothing typed offers the usual currencies first, and never more than 100', () => {
    expect(found('currency', '')[0]?.[0]).toBe('EUR')
    expect(found('currency', '')).toHaveLength(100)
  })
  test('what does not exist offers nothing', () => expect(found('country', 'xyzzy')).toEqual([]))
})
