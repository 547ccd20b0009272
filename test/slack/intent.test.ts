import { describe, expect, test } from 'vitest'
import { intentOfAction, intentOfCommand, intentOfSubmission, openedChannel } from '../../src/slack/intent.ts'

const typed = (text: string) => {
  const intent = intentOfCommand({ command: '/lead', text, user_id: 'U1', channel_id: 'C1', trigger_id: '9.8.7' })
  return [intent.word, intent.text]
}

describe('a slash command', () => {
  test.each([
    ['', ['mine', '']],
    ['   ', ['mine', '']],
    ['accept 142', ['accept', '142']],
    ['  ACCEPT   #142 ', ['accept', '#142']],
    ['note 142 two\nlines', ['note', '142 two\nlines']],
    ['/lead accept 142', ['accept', '142']],
    ['lead show 1', ['show', '1']],
    ['lead', ['mine', '']],
    ['leads', ['leads', '']],
    ['mine <@U2|jonas>', ['mine', '<@U2|jonas>']],
    ['find A &amp; B &lt;x&gt;', ['find', 'A & B <x>']],
    ['find &amp;lt;', ['find', '&lt;']],
    ['find a\u202Eb\u0000c', ['find', 'abc']],
  ])('%j', (text, read) => expect(typed(text)).toEqual(read))

  test('names who, where and by which request', () =>
    expect(intentOfCommand({ text: 'mine', user_id: 'U1', channel_id: 'C1', trigger_id: '9.8.7' })).toMatchObject({
      actor: { platform: 'slack', externalId: 'U1' },
      place: { platform: 'slack', externalId: 'C1', isChannel: true },
      surface: 'command',
      delivery: 'slack:command:9.8.7',
    }))

  test('of any length is read', () => expect(typed('x'.repeat(100_000))[0]).toHaveLength(100))
})

const tap = (action: object, over: object = {}) =>
  intentOfAction({
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'U1' },
    channel: { id: 'C1' },
    container: { type: 'message', message_ts: '5.5' },
    actions: [{ type: 'button', action_id: 'accept', block_id: 'handoff:142', action_ts: '6.6', ...action }],
    ...over,
  })

describe('a tap', () => {
  test('says its word, its hand-off and its request', () =>
    expect(tap({})).toEqual({
      word: 'accept',
      about: 142,
      variant: null,
      input: {},
      text: '',
      actor: { platform: 'slack', externalId: 'U1' },
      place: { platform: 'slack', externalId: 'C1', isChannel: true },
      surface: 'button',
      delivery: 'slack:action:T1:5.5:U1:handoff:142:accept:6.6',
    }))
  test.each([
    [{ action_id: 'touch/reached' }, { word: 'touch', variant: 'reached', about: 142 }],
    [
      { action_id: 'show#2', value: '#7' },
      { word: 'show', variant: null, about: 7 },
    ],
    [
      { action_id: 'show', block_id: 'handoff:9#2' },
      { word: 'show', about: 9 },
    ],
    [
      { action_id: 'new', block_id: 'none' },
      { word: 'new', about: null },
    ],
    [{ action_id: 'new', block_id: 'none#3' }, { about: null }],
    [
      { type: 'overflow', action_id: 'more', selected_option: { value: 'touch/left_message' } },
      { word: 'touch', variant: 'left_message', about: 142 },
    ],
    [
      { type: 'overflow', action_id: 'more#2', selected_option: { value: 'show#9' } },
      { word: 'show', about: 9 },
    ],
    [{ type: 'overflow', action_id: 'more', selected_option: null }, { word: '' }],
    [{ block_id: 'handoff:99999999999999999999' }, { about: null }],
    [{ block_id: 'handoff:-1' }, { about: null }],
    [{ action_id: '__proto__' }, { word: '__proto__' }],
  ])('%j', (action, read) => expect(tap(action)).toMatchObject(read))
})

const values = {
  note: { value: { type: 'plain_text_input', value: '  two\nlines \u0000' } },
  reason: { value: { type: 'static_select', selected_option: { value: 'no_budget' } } },
  country: { 'country~1': { type: 'external_select', selected_option: { value: 'DE' } } },
  on: { value: { type: 'datepicker', selected_date: '2027-02-01' } },
  at: { value: { type: 'timepicker', selected_time: '14:30' } },
  empty: { value: { type: 'plain_text_input', value: null } },
  blank: { value: { type: 'plain_text_input', value: '   ' } },
  none: { value: { type: 'static_select', selected_option: null } },
  odd: { value: null },
}
const entered = { note: 'two\nlines', reason: 'no_budget', country: 'DE', on: '2027-02-01', at: '14:30' }
const view = (over: object = {}) => ({
  id: 'V1',
  type: 'modal',
  hash: '1.abc',
  private_metadata: JSON.stringify({ word: 'reject', about: 142, variant: null, place: 'C1' }),
  state: { values },
  ...over,
})
const sent = (over: object = {}) =>
  intentOfSubmission({ type: 'view_submission', team: { id: 'T1' }, user: { id: 'U1' }, view: view(over) })

describe('a form', () => {
  test('that was sent says its fields by their ids, and leaves out what is empty', () =>
    expect(sent()).toMatchObject({
      word: 'reject',
      about: 142,
      input: entered,
      place: { externalId: 'C1' },
      surface: 'form',
      delivery: 'slack:form:V1:1.abc',
    }))
  test('has exactly what was entered', () => expect(sent().input).toEqual(entered))
  test.each([undefined, '', 'null', '[]', '{', '"x"', '{"word":3,"about":"x","place":{}}'])(
    'with a note of %j about itself is about nothing',
    (private_metadata) => expect(sent({ private_metadata })).toMatchObject({ word: '', about: null, place: null }),
  )
  test('with no state has no fields', () => expect(sent({ state: undefined }).input).toEqual({}))

  const inForm = (action: object) =>
    tap(action, { channel: undefined, container: { type: 'view', view_id: 'V1' }, view: view() })
  test('a button in it takes along what was entered', () =>
    expect(inForm({ action_id: 'reject/draft', block_id: 'form#3' })).toMatchObject({
      word: 'reject',
      variant: 'draft',
      about: 142,
      input: entered,
      surface: 'form',
      place: { externalId: 'C1' },
    }))
  test('a choice that redraws it takes along what was entered', () =>
    expect(inForm({ type: 'static_select', action_id: 'value', block_id: 'reason' })).toMatchObject({
      word: 'reject',
      variant: 'redraw',
      input: entered,
      surface: 'form',
    }))
  test('a button of what came of a form is an ordinary one', () => {
    const result = view({ private_metadata: JSON.stringify({ word: '', about: null, variant: null, place: 'C1' }) })
    expect(tap({ action_id: 'nurture' }, { channel: undefined, view: result })).toMatchObject({
      word: 'nurture',
      about: 142,
      input: {},
      surface: 'button',
      place: { externalId: 'C1' },
    })
  })
})

test.each([
  [{ type: 'member_joined_channel', user: 'UB', channel: 'C1' }, 'C1'],
  [{ type: 'member_joined_channel', user: 'U1', channel: 'C1' }, null],
  [{ type: 'member_joined_channel', user: 'UB', channel: { id: 'C1' } }, null],
  [{ type: 'channel_unarchive', user: 'U1', channel: 'C1' }, 'C1'],
  [{ type: 'group_unarchive', user: 'U1', channel: 'G1' }, 'G1'],
  [{ type: 'channel_archive', user: 'U1', channel: 'C1' }, null],
])('the event %j opens the channel %s', (event, channel) => {
  expect(openedChannel(event, 'UB')).toBe(channel)
})
