import { beforeAll, describe, expect, test } from 'vitest'
import { channels, onSlack, type Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { said } from '../support/seen.ts'
import { openSlackWire } from '../support/slack-wire.ts'
import { countLines, linesOf } from '../support/wire.ts'

const { chat, story } = await openScene()
beforeAll(async () => {
  chat.addStranger('Guest')
  chat.addStranger('Other')
  await chat.type('Sofia', 'here dach', 'dach')
})

const bot = onSlack ? '<@UBATON>' : '@Baton'
const nothing = { blocks: null }
const ephemeralOf = (who: Who) => chat.see(who, 'dach').filter((one) => one.isForOneAlone)

/** Mentions the bot in the thread of a hand-off's card, and gives what only that person then sees there. */
const mentions = async (who: Who, number: number, text: string) => {
  const card = await story.card(number)
  const before = ephemeralOf(who).length
  await chat.write(who, text, 'dach', card)
  const newest = () => ephemeralOf(who)[before]
  await expect.poll(newest).toBeDefined()
  const answer = newest()
  if (!answer) throw new Error('The bot said nothing.')
  expect(answer.threadId).toBe(card.id)
  return answer
}

describe('a mention in the thread of a card', () => {
  test('means the hand-off of that card, and is answered there, for the person alone', async () => {
    const number = await story.handOff()
    const answer = await mentions('Lena', number, `${bot} accept`)
    expect(said(answer)).toContain('Reached')
    expect(ephemeralOf('Jonas').at(-1)).not.toEqual(answer)
    expect(await linesOf(chat, number)).toMatchObject([{}, { verb: 'accept', to: 'SAL' }])
    expect(said(await story.card(number))).toContain('SAL')
  })

  test('reads what stands behind the mention, wherever it stands, in small and capital letters', async () => {
    const number = await story.sal()
    expect(said(await mentions('Lena', number, `done! ${bot}: TOUCH call reached`))).toMatch(/Reached/i)
    expect(await linesOf(chat, number)).toMatchObject([{}, {}, { verb: 'touch' }])
  })

  test('with a number of its own is about that one: with a #, or alone', async () => {
    const [one, other] = [await story.handOff(), await story.handOff()]
    expect(said(await mentions('Lena', one, `${bot} show ${other}`))).toContain(`#${other}`)
    expect(said(await mentions('Lena', one, `${bot} show #${other} history`))).toContain(`#${other}`)
    expect(said(await mentions('Lena', one, `${bot} show ${one} history`))).toContain(`#${one}`)
    await chat.type('Lena', `accept ${one}`)
    await mentions('Lena', one, `${bot} touch 30 people came to the call reached`)
    expect(await story.history(one)).toContain('30 people came to the')
  })

  test('with note writes into the thread, and with merge names the other one', async () => {
    const [one, other] = [await story.handOff(), await story.handOff()]
    await mentions('Felix', one, `${bot} note 30 people saw the demo`)
    expect(await linesOf(chat, one)).toMatchObject([{}, { verb: 'note' }])
    await mentions('Sofia', other, `${bot} merge ${one}`)
    expect((await linesOf(chat, other)).at(-1)).toMatchObject({ verb: 'merge', to: 'MERGED' })
  })

  test('of a word that asks for a form gets a button, which opens the form of that hand-off', async () => {
    const number = await story.handOff()
    const answer = await mentions('Lena', number, `${bot} reject`)
    await story.opens('Lena', 'dach', answer)
    expect(chat.modal('Lena').title).toBe(`Reject #${number}`)
    await chat.dismiss('Lena')
  })

  test('of a word that is about no hand-off is read as anywhere', async () => {
    const number = await story.handOff()
    expect(said(await mentions('Felix', number, `${bot} queue`))).toContain('DACH')
    expect(said(await mentions('Felix', number, bot))).toContain('Felix')
  })

  test('by a guest or a person of another organisation is refused in words and changes nothing', async () => {
    const number = await story.handOff()
    const card = await story.card(number)
    chat.setMembers('dach', ['Lena', 'Guest', 'Other'])
    for (const who of ['Guest', 'Other'] as const) {
      await chat.write(who, `${bot} accept`, 'dach', card)
      await expect.poll(() => chat.shownTo(who).at(-1)).toMatch(/^Baton works with colleagues only\./)
    }
    chat.setMembers('dach', 'all')
    expect(await linesOf(chat, number)).toHaveLength(1)
  })
})

describe('a mention', () => {
  test('outside of a thread is the word as typed, answered in the channel', async () => {
    const number = await story.handOff()
    await chat.settled()
    const before = ephemeralOf('Lena').length
    await chat.write('Lena', `${bot} accept ${number}`)
    await expect.poll(() => ephemeralOf('Lena').length).toBe(before + 1)
    // In Teams each post begins a thread of its own.
    expect(ephemeralOf('Lena').at(-1)?.threadId === null).toBe(onSlack)
    expect(await linesOf(chat, number)).toMatchObject([{}, { verb: 'accept' }])
  })

  test('in a thread of colleagues implies nothing', async () => {
    await chat.write('Jonas', 'Who takes the next one?')
    const root = chat.see('Lena', 'dach').at(-1)
    const before = ephemeralOf('Lena').length
    await chat.write('Lena', `${bot} accept`, 'dach', root)
    await expect.poll(() => ephemeralOf('Lena').length).toBe(before + 1)
    expect(said(ephemeralOf('Lena').at(-1) ?? nothing)).toMatch(/number/)
  })

  test.runIf(onSlack)(
    'that Slack brings again, signed anew, has one effect and one answer, also after a restart',
    async () => {
      const number = await story.sal()
      const wire = openSlackWire(chat)
      const { id: thread_ts } = await story.card(number)
      const event = { type: 'app_mention', user: 'ULENA', channel: channels.dach, thread_ts, ts: '9.1', team: 'T1' }
      const said = { ...event, text: `${bot} touch call no_answer` }
      const before = ephemeralOf('Lena').length
      await wire.event(said, 'EvTwice')
      chat.clock.ms += 61_000
      await wire.event(said, 'EvTwice')
      await chat.restart()
      chat.clock.ms += 300_000
      expect((await wire.event(said, 'EvTwice')).status).toBe(200)
      // What is asked last is answered last.
      await wire.event({ ...event, text: `${bot} show` })
      await expect.poll(() => ephemeralOf('Lena').length).toBe(before + 2)
      expect(await linesOf(chat, number)).toMatchObject([{}, {}, { verb: 'touch' }])
    },
  )

  test.runIf(onSlack)('that was edited, or that a program wrote, is nothing to answer: an event of Slack', async () => {
    const wire = openSlackWire(chat)
    const before = await countLines(chat)
    const number = await story.handOff()
    const event = { type: 'app_mention', user: 'ULENA', channel: 'CDACH', text: `${bot} accept ${number}`, ts: '9.2' }
    for (const over of [{ edited: {} }, { bot_id: 'B1' }, { subtype: 'bot_message' }, { user: null }])
      expect((await wire.event({ ...event, ...over })).status).toBe(200)
    expect(await countLines(chat)).toBe(before + 1)
  })
})

test('while the store answers nobody, a mention is answered in words within three seconds', async () => {
  const number = await story.handOff()
  const card = await story.card(number)
  const before = ephemeralOf('Lena').length
  const release = await chat.holdStore()
  const act = await chat.write('Lena', `${bot} accept`, 'dach', card)
  expect(act).toMatchObject({ status: 200, error: null })
  await expect.poll(() => ephemeralOf('Lena').length).toBe(before + 1)
  expect(said(ephemeralOf('Lena').at(-1) ?? nothing)).toMatch(/not confirmed/)
  await release()
  await expect.poll(() => linesOf(chat, number)).toMatchObject([{}, { verb: 'accept' }])
})
