import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { button, form, noteInput, openWorld, plain } from './vendor-world.ts'

const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const x = (n: number) => 'x'.repeat(n)
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const section = (over: Json = {}): Json => ({ type: 'section', text: mrkdwn('a'), ...over })
const options = (n: number, over: Json = {}) => many(n, (i) => ({ text: plain(`o${i}`), value: `v${i}`, ...over }))
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements })
const select = (over: Json = {}): Json => ({ type: 'static_select', action_id: 's', options: options(2), ...over })
const input = (element: Json, over: Json = {}): Json => ({
  ...noteInput(),
  element: { action_id: 'i', ...element },
  ...over,
})
const confirm = (over: Json) => button('a', { confirm: { title: plain('a'), text: plain('b'), ...over } })
const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] })
const table = (rows: number, columns: number): Json => ({
  type: 'table',
  rows: many(rows, () => many(columns, () => ({ type: 'raw_text', text: 'a' }))),
})

type Row = [name: string, max: number, make: (n: number) => Json[]]

const inMessages: Row[] = [
  ['blocks', 50, (n) => many(n, () => ({ type: 'divider' }))],
  ['section text', 3_000, (n) => [section({ text: mrkdwn(x(n)) })]],
  ['section fields', 10, (n) => [section({ fields: many(n, () => mrkdwn('a')) })]],
  ['section field', 2_000, (n) => [section({ fields: [plain(x(n))] })]],
  ['header', 150, (n) => [{ type: 'header', text: plain(x(n)) }]],
  ['context elements', 10, (n) => [{ type: 'context', elements: many(n, () => mrkdwn('a')) }]],
  ['actions elements', 25, (n) => [actions(...many(n, (i) => button(`a${i}`)))]],
  ['block_id', 255, (n) => [section({ block_id: x(n) })]],
  ['action_id', 255, (n) => [actions(button(x(n)))]],
  ['button text', 75, (n) => [actions(button('a', { text: plain(x(n)) }))]],
  ['button value', 2_000, (n) => [actions(button('a', { value: x(n) }))]],
  ['button url', 3_000, (n) => [actions(button('a', { url: `https://${x(n - 8)}` }))]],
  ['option text', 75, (n) => [actions(select({ options: [{ text: plain(x(n)), value: 'v' }] }))]],
  ['option value', 150, (n) => [actions(select({ options: [{ text: plain('a'), value: x(n) }] }))]],
  ['option description', 75, (n) => [actions(select({ options: options(1, { description: plain(x(n)) }) }))]],
  ['select options', 100, (n) => [actions(select({ options: options(n) }))]],
  ['overflow options', 5, (n) => [actions({ type: 'overflow', action_id: 'o', options: options(n) })]],
  ['radio options', 10, (n) => [actions({ type: 'radio_buttons', action_id: 'r', options: options(n) })]],
  ['checkbox options', 10, (n) => [actions({ type: 'checkboxes', action_id: 'c', options: options(n) })]],
  ['placeholder', 150, (n) => [actions(select({ placeholder: plain(x(n)) }))]],
  ['confirm title', 100, (n) => [actions(confirm({ title: plain(x(n)) }))]],
  ['confirm text', 300, (n) => [actions(confirm({ text: plain(x(n)) }))]],
  ['confirm button', 30, (n) => [actions(confirm({ confirm: plain(x(n)) }))]],
  ['markdown', 12_000, (n) => [{ type: 'markdown', text: x(n) }]],
  ['table rows', 100, (n) => [table(n, 1)]],
  ['table columns', 20, (n) => [table(1, n)]],
  ['image alt text', 2_000, (n) => [{ type: 'image', image_url: 'https://a.example/b.png', alt_text: x(n) }]],
]

const inViews: Row[] = [
  ['blocks', 100, (n) => many(n, () => ({ type: 'divider' }))],
  ['input label', 2_000, (n) => [{ ...noteInput(), label: plain(x(n)) }]],
  ['input hint', 2_000, (n) => [{ ...noteInput(), hint: plain(x(n)) }]],
  ['max_length', 3_000, (n) => [noteInput({ max_length: n })]],
  ['preset text', 3_000, (n) => [noteInput({ initial_value: x(n) })]],
]

const viewParts: [string, number, (n: number) => Json][] = [
  ['title', 24, (n) => ({ title: plain(x(n)) })],
  ['submit', 24, (n) => ({ submit: plain(x(n)) })],
  ['close', 24, (n) => ({ close: plain(x(n)) })],
  ['private_metadata', 3_000, (n) => ({ private_metadata: x(n) })],
  ['callback_id', 255, (n) => ({ callback_id: x(n) })],
  ['external_id', 255, (n) => ({ external_id: x(n) })],
]

const openForm = async (view: Json) => {
  const world = openWorld()
  await world.slack.command('ULENA', 'CDACH', 'new')
  return world.call('views.open', { trigger_id: world.last().trigger_id, view })
}
const post = (blocks: Json[]) => openWorld().call('chat.postMessage', { channel: 'CDACH', text: 'a', blocks })

describe('at a limit Slack takes it, one over it refuses', () => {
  test.each(inMessages)('message: %s, %i', async (_name, max, make) => {
    expect(await post(make(max))).toMatchObject({ ok: true })
    const over = await post(make(max + 1))
    expect(over).toMatchObject({ ok: false, error: 'invalid_blocks' })
    expect(over.response_metadata).toMatchObject({
      messages: [expect.stringMatching(/^\[ERROR\] .+ \[json-pointer:\/blocks/)],
    })
  })

  test.each(inViews)('view: %s, %i', async (_name, max, make) => {
    expect(await openForm(form(make(max)))).toMatchObject({ ok: true })
    expect(await openForm(form(make(max + 1)))).toMatchObject({ ok: false, error: 'invalid_arguments' })
  })

  test.each(viewParts)('view: %s, %i', async (_name, max, make) => {
    expect(await openForm(form([noteInput()], make(max)))).toMatchObject({ ok: true })
    expect(await openForm(form([noteInput()], make(max + 1)))).toMatchObject({ ok: false, error: 'invalid_arguments' })
  })

  test('all blocks of a message together hold 13,200 characters', async () => {
    const blocks = (rest: number) => [
      ...many(4, () => section({ text: mrkdwn(x(3_000)) })),
      section({ text: mrkdwn(x(rest)) }),
    ]
    expect(await post(blocks(1_200))).toMatchObject({ ok: true })
    expect(await post(blocks(1_201))).toMatchObject({ ok: false, error: 'msg_blocks_too_long' })
  })

  test('a view holds 250 KB', async () => {
    const big = (n: number) => form(many(n, () => section({ text: mrkdwn(x(3_000)) })))
    expect(await openForm(big(80))).toMatchObject({ ok: true })
    expect(await openForm(big(90))).toMatchObject({ ok: false, error: 'view_too_large' })
  })

  test('characters count as they are after escaping', async () => {
    expect(await post([{ type: 'header', text: plain('&'.repeat(30)) }])).toMatchObject({ ok: true })
    expect(await post([{ type: 'header', text: plain('&'.repeat(31)) }])).toMatchObject({ ok: false })
    expect(await post([section({ text: mrkdwn('&amp;'.repeat(600)) })])).toMatchObject({ ok: true })
    expect(await post([section({ text: mrkdwn('&amp;'.repeat(601)) })])).toMatchObject({ ok: false })
  })
})

const wrong: [string, Json[]][] = [
  ['empty text', [section({ text: mrkdwn('') })]],
  ['a missing field', [{ type: 'header' }]],
  ['an unknown key', [section({ colour: 'red' })]],
  ['an unknown block', [{ type: 'ticket' }]],
  ['mrkdwn in a header', [{ type: 'header', text: mrkdwn('a') }]],
  ['a number for a text', [section({ text: mrkdwn(1 as unknown as string) })]],
  ['a section with nothing', [{ type: 'section' }]],
  ['an empty actions block', [actions()]],
  ['an input among actions', [actions({ type: 'plain_text_input', action_id: 'a' })]],
  ['two blocks of one id', [section({ block_id: 'a' }), section({ block_id: 'a' })]],
  ['two elements of one id', [actions(button('a'), button('a'))]],
  ['a colour of button that is none', [actions(button('a', { style: 'green' }))]],
  ['a preset that is no option', [actions(select({ initial_option: { text: plain('o9'), value: 'v9' } }))]],
  ['a preset that differs in its text', [actions(select({ initial_option: { text: plain('O1'), value: 'v1' } }))]],
  ['options and groups', [actions(select({ option_groups: [{ label: plain('g'), options: options(1) }] }))]],
  ['one option value twice', [actions(select({ options: [...options(1), ...options(1)] }))]],
  ['a day that no calendar has', [input({ type: 'datepicker', initial_date: '2026-02-30' })]],
  ['a time that no clock has', [input({ type: 'timepicker', initial_time: '24:00' })]],
  ['a number input that does not say whether decimals', [input({ type: 'number_input' })]],
  ['an unknown part of rich text', [rich({ type: 'marquee', text: 'a' })]],
  ['empty rich text', [rich({ type: 'text', text: '' })]],
]

const right: [string, Json[]][] = [
  ['a preset that is an option', [actions(select({ initial_option: options(2)[1] }))]],
  [
    'rich text',
    [rich({ type: 'text', text: 'a', style: { bold: true } }, { type: 'date', timestamp: 1, format: '{time}' })],
  ],
  ['a number input', [input({ type: 'number_input', is_decimal_allowed: false, min_value: '0' })]],
  ['an e-mail input', [input({ type: 'email_text_input' })]],
  ['an external select', [input({ type: 'external_select', min_query_length: 0 })]],
  ['a users select', [input({ type: 'users_select', initial_user: 'ULENA' })]],
]

describe('the form of blocks', () => {
  test.each(wrong)('%s is refused', async (_name, blocks) => {
    const world = openWorld()
    const answer = await world.callByForm('chat.postMessage', { channel: 'CDACH', text: 'a', blocks })
    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks' })
    expect(world.dach()).toEqual([])
    expect(world.slack.problems()).toMatchObject([{ where: 'chat.postMessage', error: 'invalid_blocks' }])
  })

  test.each(right)('%s is taken', async (_name, blocks) => {
    expect(await post(blocks)).toMatchObject({ ok: true })
  })

  test('a markdown block and a table stand in messages only, and one table at most', async () => {
    const markdown = { type: 'markdown', text: 'a' }
    expect(await openForm(form([markdown]))).toMatchObject({ error: 'invalid_arguments' })
    expect(await openForm(form([table(1, 1)]))).toMatchObject({ error: 'invalid_arguments' })
    expect(await post([table(1, 1), table(1, 1)])).toMatchObject({ ok: false })
  })

  test('a form with inputs needs a submit button', async () => {
    expect(await openForm(form([noteInput()], { submit: undefined }))).toMatchObject({ error: 'invalid_arguments' })
    expect(await openForm(form([section()], { submit: undefined }))).toMatchObject({ ok: true })
  })

  test('blocks that are no JSON list, and a message with nothing in it, are refused', async () => {
    const world = openWorld()
    expect(await world.call('chat.postMessage', { channel: 'CDACH', blocks: 'no' })).toMatchObject({
      error: 'invalid_blocks_format',
    })
    expect(await world.call('chat.postMessage', { channel: 'CDACH', text: '' })).toMatchObject({ error: 'no_text' })
  })
})
