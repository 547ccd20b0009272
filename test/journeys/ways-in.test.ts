import { describe, expect, test } from 'vitest'
import { onSlack, type Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { said, standsIn } from '../support/seen.ts'
import { openSlackWire } from '../support/slack-wire.ts'
import { linesOf } from '../support/wire.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

/** Writes to the bot in its direct messages, and gives what it answers there. */
const tells = async (who: Who, text: string) => {
  await chat.settled()
  const before = chat.see(who, 'direct').length
  await chat.write(who, text, 'direct')
  const newest = () =>
    chat
      .see(who, 'direct')
      .slice(before)
      .findLast((one) => one.isBot)
  await expect.poll(newest).toBeDefined()
  const answer = newest()
  if (!answer) throw new Error('The bot said nothing.')
  return answer
}

describe('a direct message to the bot', () => {
  test('is read as the same words, and answered by an ordinary message', async () => {
    const number = await story.handOff()
    const answer = await tells('Lena', `accept ${number}`)
    expect(said(answer)).toContain('company1.example')
    expect(answer.isForOneAlone).toBe(false)
    expect(await linesOf(chat, number)).toMatchObject([{ verb: 'new' }, { verb: 'accept', to: 'SAL' }])
  })

  test.each(['help', 'lead help', '/lead help', 'Help!', '`help`', '@Baton help'])('%s is help', async (text) => {
    expect(said(await tells('Lena', text.replace('@Baton', chat.bot)))).toContain('What you can do most')
  })

  test('that asks for a form gets a button, which opens the form with what was typed', async () => {
    const number = await story.sal()
    const answer = await tells('Lena', `nurture #${number}`)
    await story.opens('Lena', 'direct', answer)
    expect(said(chat.modal('Lena'))).toContain('Reason')
    expect(chat.modal('Lena').title).toBe(`Nurture #${number}`)
    await chat.dismiss('Lena')
    const other = await tells('Felix', 'new Katrin Weiss katrin.weiss@adlerwerk.example')
    await story.opens('Felix', 'direct', other)
    expect(standsIn(chat.modal('Felix'), 'Name')).toBe('Katrin Weiss')
    expect(standsIn(chat.modal('Felix'), 'Email')).toBe('katrin.weiss@adlerwerk.example')
    await chat.dismiss('Felix')
  })

  test('that is only an e-mail address is offered as a lead, or to be found', async () => {
    const answer = await tells('Felix', 'marta.ricci@officina.example')
    expect(said(answer)).toContain('marta.ricci@officina.example is no word of mine. Is it a lead?')
    await chat.tap('Felix', 'direct', answer, 'Hand off a lead')
    expect(standsIn(chat.modal('Felix'), 'Email')).toBe('marta.ricci@officina.example')
    await chat.dismiss('Felix')
    await chat.tap('Felix', 'direct', answer, 'Find')
    await chat.sees('Felix', 'direct', /Nothing|No hand-off/)
  })

  test('with thanks gets help in one sentence', async () => {
    const answer = await tells('Lena', 'thanks a lot!')
    expect(said(answer)).toBe('I do not know “thanks”. Type help to see what I can do.')
  })

  test('with a slip gets the nearest word, and a button that runs what was typed with it', async () => {
    const number = await story.handOff()
    const answer = await tells('Lena', `acept ${number}`)
    expect(said(answer)).toContain('Did you mean “accept”?')
    expect(await linesOf(chat, number)).toHaveLength(1)
    await chat.tap('Lena', 'direct', answer, 'Yes, do that')
    await chat.settled()
    expect(await linesOf(chat, number)).toMatchObject([{}, { verb: 'accept' }])
  })

  test.runIf(onSlack)(
    'that is edited, a file, from a program or the bot itself is nothing to answer: events of Slack',
    async () => {
      const wire = openSlackWire(chat)
      await chat.settled()
      const before = chat.see('Lena', 'direct').length
      const event = { type: 'message', channel_type: 'im', channel: 'DLENA', user: 'ULENA', text: 'mine', ts: '9.9' }
      const odd = [
        { subtype: 'message_changed' },
        { subtype: 'message_deleted' },
        { subtype: 'file_share' },
        { subtype: 'bot_message' },
        { bot_id: 'B9' },
        { edited: { user: 'ULENA', ts: '9.9' } },
        { hidden: true },
        { user: 'UBATON' },
        { user: undefined },
        { text: undefined },
        { text: ' ' },
        { text: 7 },
        { channel: { id: 'DLENA' } },
        { channel_type: 'channel' },
        { channel_type: 'mpim' },
      ]
      for (const over of odd) expect((await wire.event({ ...event, ...over })).status).toBe(200)
      await wire.event({ ...event, text: 'queue' })
      await chat.sees('Lena', 'direct', /DACH/)
      expect(chat.see('Lena', 'direct').slice(before)).toHaveLength(1)
    },
  )
})
