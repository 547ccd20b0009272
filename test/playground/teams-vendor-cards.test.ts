import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { cardFaults } from '../../src/playground/vendors/teams/validate/card.ts'
import { card, execute, text } from './teams-vendor-world.ts'

const faults = (body: Json[], actions: Json[] = [], over: Json = {}) => cardFaults(card(body, actions, over), 'message')
const choices = [{ title: 'A', value: 'a' }]
const set = (over: Json): Json => ({ type: 'Input.ChoiceSet', id: 's', label: 'S', choices, ...over })
const chart: Json = {
  type: 'Chart.Donut',
  title: 'Won',
  data: [{ legend: 'dach', value: 3 }],
  fallback: text('dach 3'),
}

describe('a card that Teams draws', () => {
  test('may hold tables, facts, runs, inputs, charts with a fallback, and what Teams adds', () => {
    const cell = { type: 'TableCell', items: [text('1')] }
    const body = [
      { type: 'RichTextBlock', inlines: ['plain', { type: 'TextRun', text: 'bold', weight: 'Bolder' }] },
      { type: 'FactSet', facts: [{ title: 'Due', value: '{{DATE(2026-11-18T09:00:00Z,SHORT)}}' }] },
      { type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [cell] }], firstRowAsHeaders: true },
      { type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items: [text('x')] }] },
      chart,
      set({ style: 'filtered', value: 'a', 'choices.data': { type: 'Data.Query', dataset: 'country' } }),
      set({ id: 'people', choices: [], 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } }),
    ]
    const more = Array.from({ length: 4 }, (_, i) => execute(`more ${i}`, { mode: 'secondary' }))
    const six = Array.from({ length: 6 }, (_, i) => execute(`word ${i}`))
    expect(faults(body, [...six, ...more], { msteams: { width: 'Full' } })).toEqual([])
  })

  test.each<[string, string[], RegExp]>([
    ['a newer version', faults([text('x')], [], { version: '1.6' }), /version/],
    ['nothing in it', faults([]), /is empty/],
    ['an unknown element', faults([{ type: 'Gauge' }]), /^\/body\/0: unknown type: Gauge/],
    ['an unknown property', faults([{ ...text('x'), markdown: true }]), /unknown property: markdown/],
    ['an unknown action', faults([text('x')], [{ type: 'Action.Http', title: 'x' }]), /unknown type: Action.Http/],
    ['an action without a title', faults([text('x')], [execute('x', { title: '' })]), /has no title/],
    ['a text block without text', faults([{ type: 'TextBlock' }]), /missing required property: text/],
    ['an input without an id', faults([set({ id: '' })]), /missing required property: id/],
    ['two inputs of one id', faults([set({}), set({})]), /two inputs have the id s/],
    ['a colour that is none', faults([{ ...text('x'), color: 'pink' }]), /Invalid value "pink"/],
    ['a required input without its words', faults([set({ isRequired: true })]), /error message/],
    ['a choice without choices', faults([set({ choices: [] })]), /has no choices/],
    ['a preset that is no choice', faults([set({ value: 'b' })]), /the preset "b" is no choice/],
    ['two choices of one value', faults([set({ choices: [...choices, ...choices] })]), /the same value/],
    [
      'a comma in one of several',
      faults([set({ isMultiSelect: true, choices: [{ title: 'x', value: 'a,b' }] })]),
      /comma/,
    ],
    ['a chart without a fallback', faults([{ ...chart, fallback: undefined }]), /missing required property: fallback/],
    ['an unknown chart', faults([{ ...chart, type: 'Chart.Radar' }]), /unknown type: Chart.Radar/],
    [
      'seven actions side by side',
      faults(
        [text('x')],
        Array.from({ length: 7 }, (_, i) => execute(`${i}`)),
      ),
      /at most 6/,
    ],
    [
      'a refresh by directory ids',
      faults([text('x')], [], { refresh: { action: execute('r'), userIds: ['aad'] } }),
      /no id of/,
    ],
    [
      'a refresh of too many',
      faults([text('x')], [], { refresh: { action: execute('r'), userIds: Array.from({ length: 61 }, () => '29:x') } }),
      /at most 60/,
    ],
    [
      'an unknown way to open',
      faults([text('x')], [{ type: 'Action.Submit', title: 'x', data: { msteams: { type: 'signin' } } }]),
      /signin/,
    ],
    ['no card at all', cardFaults({ type: 'Card' }, 'message'), /must be an AdaptiveCard/],
    ['an Execute in a dialog', cardFaults(card(), 'dialog'), /in a dialog an action is Action.Submit/],
    ['too many bytes', faults([text('é'.repeat(15_000))]), /bytes, at most 28672/],
  ])('has not %s', (_, found, wanted) => {
    expect(found.join('\n')).toMatch(wanted)
  })
})
