import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { line, type Part } from '../../src/cards/card.ts'
import type { Intent } from '../../src/chat/intent.ts'
import { done, openForm, type Reply } from '../../src/chat/reply.ts'
import type { Json } from '../../src/playground/api.ts'
import { blocksOf } from '../../src/slack/card.ts'
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

const card = (parts: Part[] = [line(text('MQL')), row]) =>
  room.post(blocksOf(parts, { language: 'en', zone: 'UTC' }) as unknown as Json[])

const tapCard = async (user = 'ULENA') => {
  const message = await card()
  const act = await room.slack.tap(user, { message, blockId: 'handoff:142', actionId: 'accept' })
  await room.app.settled()
  return act
}

const whispered = (user = 'ULENA') => room.messages(user).filter((message) => message.ephemeral)
const top = () => topOf(room)
const openTheForm = async () => {
  answers = () => openForm(form())
  await room.slack.command('ULENA', 'CDACH', 'reject 142')
  return top()
}
const calls = (method: string) => room.slack.calls().filter((call) => call.method === method)

// An old trigger is what one of the tests is about; else Slack has nothing to complain of.
afterEach(() => expect(room.slack.problems().filter(({ error }) => error !== 'expired_trigger_id')).toEqual([]))

describe('a tap on a card', () => {
  test('that is done gets an empty answer', async () => {
    expect(await tapCard()).toMatchObject({ status: 200, body: '', error: null })
    expect(whispered()).toEqual([])
  })

  test('gets its words alone, by the response URL', async () => {
    answers = () => words('Jonas was faster.', row)
    expect(await tapCard()).toMatchObject({ status: 200, body: '' })
    expect(whispered()).toMatchObject([{ text: 'Jonas was faster.' }])
    expect(whispered('UNORA')).toEqual([])
    expect(calls('chat.postEphemeral')).toEqual([])
  })

  test('gets its words in another way where the response URL does not take them', async () => {
    answers = () => words('Jonas was faster.')
    room.slack.fail({ method: 'response_url', times: 1, status: 500 })
    await tapCard()
    expect(whispered()).toMatchObject([{ text: 'Jonas was faster.' }])
    expect(calls('chat.postEphemeral')).toHaveLength(1)
  })

  test('that nobody can tell about is answered all the same', async () => {
    answers = () => words('Jonas was faster.')
    room.slack.fail({ method: /response_url|chat\.postEphemeral/, times: 2, status: 500 })
    expect(await tapCard()).toMatchObject({ status: 200 })
    expect(room.logged.join()).toContain('what follows an answer was not sent')
  })

  test('on words that only one person sees replaces them', async () => {
    answers = ({ word }) => (word === 'accept' ? words('It is yours.') : words('first', row))
    await room.slack.command('ULENA', 'CDACH', 'show 142')
    const [first] = whispered()
    await room.slack.tap('ULENA', {
      message: { channel: 'CDACH', ts: first?.ts ?? '' },
      blockId: 'handoff:142',
      actionId: 'accept',
    })
    await room.app.settled()
    expect(whispered()).toMatchObject([{ text: 'It is yours.' }])
  })

  test('opens a form that knows where it was opened', async () => {
    answers = ({ surface }) => (surface === 'form' ? done : openForm(form()))
    await tapCard()
    await room.slack.submit('ULENA', top().id)
    expect(room.intents.at(-1)).toMatchObject({
      word: 'reject',
      about: 142,
      surface: 'form',
      place: { externalId: 'CDACH' },
    })
    expect(room.slack.see('ULENA').views).toEqual([])
  })

  test('whose form comes too late gets words', async () => {
    answers = () => openForm(form())
    room.slack.fail({ method: 'views.open', times: 1, error: 'expired_trigger_id' })
    await tapCard()
    expect(whispered()).toMatchObject([{ text: 'That took too long to open. Please try again.' }])
  })

  test('whose form Slack refuses gets words, and the log a line', async () => {
    answers = () => openForm(form())
    room.slack.fail({ method: 'views.open', times: 1, error: 'internal_error' })
    await tapCard()
    expect(whispered()[0]?.text).toContain('our mistake')
    expect(room.logged.join()).toContain('a form did not open')
  })

  test('that is delivered twice runs once', async () => {
    answers = () => words('once')
    const act = await tapCard()
    await room.slack.replay(act)
    await room.app.settled()
    expect(room.intents).toHaveLength(1)
    expect(whispered()).toHaveLength(1)
  })
})

describe('who may not act', () => {
  test.each(['UGUEST', 'USTRANGE'])('%s is told so in words, and nothing runs', async (user) => {
    await tapCard(user)
    expect(whispered(user)[0]?.text).toContain('works with colleagues only')
    const act = await room.slack.command(user, 'CDACH', 'mine')
    expect(act.status).toBe(200)
    expect(room.intents).toEqual([])
  })
})

describe('a command', () => {
  test('opens a form', async () => {
    expect(await openTheForm()).toMatchObject({ title: { text: 'Reject' } })
  })
  test('that is done says nothing', async () => {
    expect(await room.slack.command('ULENA', 'CDACH', 'accept 142')).toMatchObject({ status: 200, body: '' })
    expect(whispered()).toEqual([])
  })
  test('with a result shows its title first', async () => {
    answers = () => ({ kind: 'result', title: text('Saved'), parts: [line(text('73 of 100'))] })
    await room.slack.command('ULENA', 'CDACH', 'qualify 142')
    expect(whispered()).toMatchObject([{ text: 'Saved\n73 of 100' }])
  })
  test('that breaks is answered with a reference', async () => {
    answers = () => {
      throw new Error('a bug')
    }
    await room.slack.command('ULENA', 'CDACH', 'mine')
    expect(whispered()[0]?.text).toContain('our mistake')
  })
  test('that takes too long is answered within 3 s', { timeout: 20_000 }, async () => {
    let release = () => {}
    answers = () =>
      new Promise((resolve) => {
        release = () => resolve(done)
      })
    const act = await room.slack.command('ULENA', 'CDACH', 'mine')
    expect(act).toMatchObject({ status: 200, error: null })
    expect(whispered()[0]?.text).toContain('not confirmed yet')
    release()
  })
})

describe('the Home tab', () => {
  test('shows the list of whoever opens it', async () => {
    answers = () => words('4 are yours.', row)
    await room.slack.openHome('ULENA')
    expect(room.intents).toMatchObject([{ word: 'mine', surface: 'home', actor: { externalId: 'ULENA' } }])
    expect(shows(room.slack.see('ULENA').home ?? { blocks: [] }, '4 are yours.')).toBe(true)
  })
  test('says words to a tap in a modal, and is drawn anew', async () => {
    answers = () => words('4 are yours.', row)
    await room.slack.openHome('ULENA')
    answers = ({ word }) => words(word === 'mine' ? '5 are yours.' : 'It is yours.')
    await room.slack.tap('ULENA', { view: 'home', blockId: 'handoff:142', actionId: 'accept' })
    await room.app.settled()
    expect(shows(top(), 'It is yours.')).toBe(true)
    expect(shows(room.slack.see('ULENA').home ?? { blocks: [] }, '5 are yours.')).toBe(true)
  })

  test('that is drawn for two acts at once ends with what was asked last, whichever is answered first', async () => {
    const released = Promise.withResolvers<Reply>()
    const told = [() => released.promise, () => words('the newer list')]
    answers = () => told.shift()?.() ?? done
    const first = room.slack.openHome('ULENA')
    await expect.poll(() => room.intents.length).toBe(1)
    await room.slack.openHome('ULENA')
    released.resolve(words('the older list'))
    await first
    expect(shows(room.slack.see('ULENA').home ?? { blocks: [] }, 'the newer list')).toBe(true)
  })
})
