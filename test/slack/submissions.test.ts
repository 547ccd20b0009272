import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { line } from '../../src/cards/card.ts'
import type { Intent } from '../../src/chat/intent.ts'
import { refused } from '../../src/chat/refusal.ts'
import { done, openForm, type Reply } from '../../src/chat/reply.ts'
import { say } from '../../src/texts/sentence.ts'
import { form, row, shows, text, topOf, words } from './sample.ts'
import { openRoom, type Room } from './world.ts'

let answers: (intent: Intent) => Reply | Promise<Reply> = () => done
let room: Room
beforeEach(async () => {
  answers = () => done
  room = await openRoom((intent) => answers(intent))
})
afterEach(async () => {
  await room.close()
})

const top = () => topOf(room)
const openTheForm = async () => {
  answers = () => openForm(form())
  await room.slack.command('ULENA', 'CDACH', 'reject 142')
  return top()
}

afterEach(() => expect(room.slack.problems()).toEqual([]))

describe('a form', () => {
  const fill = async (reply: Reply) => {
    const view = await openTheForm()
    await room.slack.change('ULENA', view.id, 'note', 'value', 'typed with care')
    answers = () => reply
    await room.slack.submit('ULENA', view.id)
    return view
  }

  test('shows errors at their fields, in words', async () => {
    await fill({ kind: 'errors', fields: { reason: say('error.reason'), note: say('error.note') } })
    expect(top().errors).toEqual({
      reason: 'Pick a reason from the list.',
      note: 'Please write at least 20 characters about it.',
    })
    expect(top().state.note).toMatchObject({ value: { value: 'typed with care' } })
  })
  test('shows an error of no field above its fields, and keeps what was typed', async () => {
    await fill({ kind: 'errors', fields: { elsewhere: say('error.choice') } })
    expect(shows(top(), 'Pick one of the list.')).toBe(true)
    expect(top().state.note).toMatchObject({ value: { value: 'typed with care' } })
    await room.slack.submit('ULENA', top().id)
    expect(JSON.stringify(top().blocks).match(/Pick one of the list/g)).toHaveLength(1)
  })
  test('gives way to what came of it, with buttons that work', async () => {
    await fill({ kind: 'result', title: text('Not yet'), parts: [line(text('71.7 of 100')), row] })
    expect(top()).toMatchObject({ title: { text: 'Not yet' }, submit: null })
    answers = () => words('It is yours.')
    await room.slack.tap('ULENA', { view: top().id, blockId: 'handoff:142', actionId: 'accept' })
    expect(room.intents.at(-1)).toMatchObject({
      word: 'accept',
      about: 142,
      surface: 'button',
      place: { externalId: 'CDACH' },
    })
    expect(shows(top(), 'It is yours.')).toBe(true)
  })
  test('a button of what came of it opens the next form in its stead', async () => {
    await fill({ kind: 'result', title: text('Not yet'), parts: [row] })
    answers = () => openForm(form({ title: text('Override') }))
    await room.slack.tap('ULENA', { view: top().id, blockId: 'handoff:142', actionId: 'accept' })
    expect(top()).toMatchObject({ title: { text: 'Override' } })
    expect(room.slack.see('ULENA').views).toHaveLength(1)
  })
  test('that is refused keeps what was typed under the words', async () => {
    const view = await fill(refused({ key: 'storeSlow' }))
    expect(shows(top(), 'not confirmed yet')).toBe(true)
    await room.slack.close('ULENA', top().id)
    expect(top()).toMatchObject({ id: view.id, state: { note: { value: { value: 'typed with care' } } } })
    answers = () => done
    await room.slack.submit('ULENA', view.id)
    const [first, second] = room.intents.slice(-2)
    expect(second?.delivery).toBe(first?.delivery)
  })
  test('gives way to words that are no refusal', async () => {
    await fill(words('Asked Felix.'))
    expect(shows(top(), 'Asked Felix.')).toBe(true)
    expect(room.slack.see('ULENA').views).toHaveLength(1)
  })
  test('that is done closes', async () => {
    await fill(done)
    expect(room.slack.see('ULENA').views).toEqual([])
  })
  test('is drawn anew by a choice, and keeps what was typed', async () => {
    const view = await openTheForm()
    await room.slack.change('ULENA', view.id, 'note', 'value', 'typed with care')
    const [first, ...rest] = form().fields
    answers = () =>
      openForm(
        form({
          fields: [...(first ? [first] : []), { field: 'date', id: 'on', label: text('Come back on') }, ...rest],
        }),
      )
    await room.slack.change('ULENA', view.id, 'reason', 'value', 'b')
    expect(room.intents.at(-1)).toMatchObject({ variant: 'redraw', input: { reason: 'b', note: 'typed with care' } })
    expect(shows(top(), 'Come back on')).toBe(true)
    expect(top().state).toMatchObject({
      note: { value: { value: 'typed with care' } },
      reason: { value: { selected_option: { value: 'b' } } },
    })
  })
  test('drawn anew by two choices in a row shows the later one', async () => {
    const view = await openTheForm()
    answers = async ({ input }) => openForm(form({ title: text(`for ${String(input.reason)}`) }))
    const first = room.slack.change('ULENA', view.id, 'reason', 'value', 'b')
    room.clock.ms += 500
    const second = room.slack.change('ULENA', view.id, 'reason', 'value', 'a')
    expect(await Promise.all([first, second])).toMatchObject([{ error: null }, { error: null }])
    expect(top()).toMatchObject({ title: { text: 'for a' } })
  })
  test('a draft is saved by a button in it', async () => {
    const view = await openTheForm()
    await room.slack.change('ULENA', view.id, 'note', 'value', 'typed with care')
    answers = () => done
    await room.slack.tap('ULENA', { view: view.id, blockId: 'form#3', actionId: 'reject/draft' })
    expect(room.intents.at(-1)).toMatchObject({ variant: 'draft', input: { note: 'typed with care' } })
    expect(shows(top(), 'Done.')).toBe(true)
  })
  test('offers countries while they are typed', async () => {
    const view = await openTheForm()
    const { options } = await room.slack.suggest('ULENA', { view: view.id }, 'country', 'country', 'germ')
    expect(options).toMatchObject([{ value: 'DE', text: { text: 'Germany' } }])
    await room.slack.change('ULENA', view.id, 'country', 'country', 'DE')
    answers = () => done
    await room.slack.submit('ULENA', view.id)
    expect(room.intents.at(-1)).toMatchObject({ input: { country: 'DE' } })
  })
})
