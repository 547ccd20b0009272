import { describe, expect, test } from 'vitest'
import type { World } from '../../src/playground/api.ts'
import { wordsFor } from '../../src/playground/page/act-words.ts'
import { answerOf, noAnswer, readAnswer, toEntered } from '../../src/playground/page/blocks/answer.ts'
import { checkInput } from '../../src/playground/page/blocks/checks.ts'
import { drawDate } from '../../src/playground/page/blocks/dates.ts'
import { type Block, type Element, plain } from '../../src/playground/page/blocks/shapes.ts'
import { saidOf } from '../../src/playground/page/clock-words.ts'
import { readTyped } from '../../src/playground/page/outgoing.ts'
import { shareParts } from '../../src/playground/page/share.ts'
import { suggestFor } from '../../src/playground/page/suggestions.ts'

const world: World = {
  team: { id: 'T1', name: 'Fjordlight' },
  command: '/lead',
  botUserId: 'UBOT',
  users: [
    {
      id: 'U1',
      name: 'Lena Vogt',
      email: 'lena@fjordlight.example',
      title: 'SDR',
      tz: 'Europe/Berlin',
      isGuest: false,
      organisation: null,
    },
  ],
  channels: [],
  shortcuts: [],
}

describe('dates', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const seconds = Date.parse('2026-11-22T23:30:00Z') / 1000

  test('a moment is drawn in the time zone of who reads it', () => {
    expect(drawDate('{date_short_pretty} {time}', seconds, 'Europe/Berlin', now)).toBe('Tomorrow 00:30')
    expect(drawDate('{date_short_pretty} {time}', seconds, 'UTC', now)).toBe('Today 23:30')
  })

  test('words around a token stay, and an unknown token is shown as it came', () => {
    expect(drawDate('accept by {date_num}, {nothing}', seconds, 'UTC', now)).toBe('accept by 2026-11-22, {nothing}')
  })
})

describe('the composer', () => {
  test('a line with the command becomes a command without it', () => {
    expect(readTyped(world, '/lead note 142 hello', 'C1', null)).toEqual({
      type: 'command',
      channel: 'C1',
      text: 'note 142 hello',
    })
    expect(readTyped(world, '/lead', 'C1', null)).toEqual({ type: 'command', channel: 'C1', text: '' })
  })

  test('another command and a command in a thread are refused in words', () => {
    expect(readTyped(world, '/leads x', 'C1', null)).toHaveProperty('refused')
    expect(readTyped(world, '/lead mine', 'C1', '1.2')).toHaveProperty('refused')
  })

  test('a line in a thread is said in the thread', () => {
    expect(readTyped(world, ' on it ', 'C1', '1.2')).toEqual({
      type: 'say',
      channel: 'C1',
      text: 'on it',
      threadTs: '1.2',
    })
  })

  test('Slack’s own commands change the channel, and invite nobody but the app', () => {
    const change = (typed: string) => readTyped(world, typed, 'C1', null)
    expect(change('/invite @Baton')).toEqual({ type: 'channel', channel: 'C1', does: 'invite' })
    expect(change('/remove @baton ')).toEqual({ type: 'channel', channel: 'C1', does: 'remove' })
    expect(change('/archive')).toEqual({ type: 'channel', channel: 'C1', does: 'archive' })
    expect(change('/invite @Lena Vogt')).toHaveProperty('refused')
  })

  test('somebody of another organisation has no commands of the app, and may write', () => {
    expect(readTyped(world, '/lead mine', 'C1', null, true)).toHaveProperty('refused')
    expect(readTyped(world, 'hello', 'C1', null, true)).toHaveProperty('text', 'hello')
  })

  test('words are offered by their beginning, people after an @', () => {
    const hints = [
      { word: 'new', usage: 'new [email]', about: 'Hand off a lead' },
      { word: 'mine', usage: 'mine', about: 'What is due' },
    ]
    expect(suggestFor(world, '/l', hints).map(({ text }) => text)).toEqual(['/lead '])
    expect(suggestFor(world, '/lead n', hints).map(({ text }) => text)).toEqual(['/lead new '])
    expect(suggestFor(world, '/lead new ', hints)).toEqual([])
    expect(suggestFor(world, 'ask @le', hints).map(({ text }) => text)).toEqual(['ask @Lena Vogt '])
  })
})

describe('forms', () => {
  const element = (more: Partial<Element>): Element => ({ type: 'plain_text_input', action_id: 'a', ...more })
  const input = (more: Partial<Element>, optional = false): Block => ({
    type: 'input',
    block_id: 'b',
    optional,
    element: element(more),
  })

  test('what the server holds comes before what the product preset', () => {
    const preset = element({ initial_value: 'preset' })
    expect(readAnswer({}, 'b', preset).value).toBe('preset')
    expect(readAnswer({ b: { a: { type: 'plain_text_input', value: null } } }, 'b', preset).value).toBe('')
    const option = { text: plain('Germany'), value: 'DE' }
    const held = { b: { a: { type: 'external_select', selected_option: option } } }
    expect(readAnswer(held, 'b', element({ type: 'external_select' }))).toEqual(answerOf('DE', 'Germany'))
  })

  test('an empty answer leaves as null, a list as a list', () => {
    expect(toEntered(element({}), noAnswer)).toBeNull()
    expect(toEntered(element({ type: 'checkboxes' }), { ...noAnswer, list: ['x'] })).toEqual(['x'])
  })

  test('a field that must be filled says so, one that may be empty does not', () => {
    expect(checkInput(input({}), answerOf('  '))).not.toBeNull()
    expect(checkInput(input({}, true), noAnswer)).toBeNull()
  })

  test('a text is taken at its longest and refused one over', () => {
    expect(checkInput(input({ max_length: 3 }), answerOf('abc'))).toBeNull()
    expect(checkInput(input({ max_length: 3 }), answerOf('abcd'))).not.toBeNull()
  })

  test('a number field takes whole numbers unless decimals are allowed', () => {
    const whole = { type: 'number_input', is_decimal_allowed: false }
    expect(checkInput(input(whole), answerOf('1.5'))).not.toBeNull()
    expect(checkInput(input({ ...whole, is_decimal_allowed: true }), answerOf('1.5'))).toBeNull()
    expect(checkInput(input({ ...whole, max_value: '9' }), answerOf('10'))).not.toBeNull()
  })
})

test('what did not change in a new state keeps its identity', () => {
  const old = { messages: [{ ts: '1', text: 'a' }], home: { id: 'H' } }
  const next = {
    messages: [
      { ts: '1', text: 'a' },
      { ts: '2', text: 'b' },
    ],
    home: { id: 'H' },
  }
  const shared = shareParts<typeof next>(old, next)
  expect(shared).toEqual(next)
  expect(shared.messages[0]).toBe(old.messages[0])
  expect(shared.home).toBe(old.home)
  expect(shareParts(old, structuredClone(old))).toBe(old)
})

test('an act that went wrong is told in words, one that went well is not', () => {
  const act = { status: 200, ms: 5, body: null, error: null }
  expect(wordsFor(act)).toBeNull()
  expect(wordsFor({ ...act, error: 'operation_timeout' })).toContain('3 seconds')
  expect(wordsFor({ ...act, status: 500, error: 'dispatch_failed' })).toContain('500')
  expect(wordsFor({ ...act, error: 'client: the field is empty' })).toBe('the field is empty')
})

test('a move of the clock is told in words, with the time in the zone of the organisation', () => {
  const at = Date.parse('2026-11-23T08:05:00Z')
  const clock = { at, movedMs: 1, zone: 'Europe/Berlin', due: null }
  expect(saidOf('hour', clock)).toBe('An hour later: Mon 23 Nov, 09:05.')
  expect(saidOf('now', clock)).toBe('Back to the real time: Mon 23 Nov, 09:05.')
  expect(saidOf('due', { ...clock, due: { what: 'renewal', at } })).toMatch(/^Mon 23 Nov, 09:05: .*nurture/)
  expect(saidOf('due', clock)).toMatch(/^Nothing comes by itself/)
  expect(saidOf('due', null)).toContain('was not moved')
})
