import { describe, expect, test } from 'vitest'
import { ownConfig } from '../support/own-config.ts'
import { openScene } from '../support/scene.ts'
import { said } from '../support/seen.ts'

// DACH in rotation, the others as they are.
const configFile = ownConfig((text) => text.replace('mode: claim', 'mode: rotate'))
const { chat, story, at } = await openScene({ configFile, binds: ['dach'] })

const P2 = { Priority: 'P2' }

describe('who is away', () => {
  test('is offered nothing; what was offered goes to the next; the managers see it; back, it may be their turn', async () => {
    await at('2026-11-18T09:00:00')
    const number = await story.handOff(P2)
    expect(said(await story.card(number))).toContain('Waiting for Lena Vogt')
    await story.type('Lena', 'away')
    const { text } = await story.send('Lena', {})
    await chat.dismiss('Lena')
    const answer = text || story.reads('Lena')
    expect(answer).toContain('You are away until you or a manager says “back”')
    expect(answer).toContain('One that was offered to you went to others.')
    expect(said(await story.card(number))).toContain('Waiting for Jonas Brandt')
    expect(await story.type('Sofia', 'next dach')).toMatch(/DACH: next is Mia Keller\.[\s\S]*Away: Lena Vogt\./)
    expect(chat.see('Sofia', 'direct').map(said).at(-1)).toMatch(
      new RegExp(`^Lena Vogt is away until you or a manager says “back”\\. Offered to others: #${number}\\.`),
    )
    expect(await story.type('Lena', 'back')).toContain('Welcome back.')
    expect(await story.type('Sofia', 'next dach')).not.toContain('Away')
    expect(await story.type('Lena', 'back')).toContain('You are not away.')
    await story.type('Jonas', `accept ${number}`)
    await story.type('Jonas', `touch ${number} call reached`)
  })

  test('is not reminded: the clocks of what they own stand still, and go on with the time that was left', async () => {
    await at('2026-11-19T08:00:00')
    const number = await story.handOff(P2)
    await story.type('Sofia', `reassign ${number} @Lena Vogt for the test`)
    await story.type('Lena', `accept ${number}`)
    await chat.settled()
    expect(said(await story.card(number))).toContain('first touch by')
    await at('2026-11-19T09:00:00')
    expect(await story.type('Lena', 'away until 2026-11-23')).toMatch(
      /You are away until 23 Nov 2026\. The clocks of \w+ hand-offs? stand/,
    )
    expect(said(await story.card(number))).not.toContain('first touch by')
    await at('2026-11-20T16:00:00')
    expect(await story.told('Lena', number)).not.toContainEqual(expect.stringContaining('first touch'))
    // Three of the four hours were left when she went; on Monday they begin at nine.
    await at('2026-11-23T08:00:00')
    expect(said(await story.card(number))).toMatch(/first touch by <[^>]*23 Nov, 12:00>/)
    await at('2026-11-23T11:00:00')
    await at('2026-11-23T11:15:00')
    expect(said(await story.card(number))).toMatch(/^🔴 SAL[\s\S]*first touch was due/)
    expect(await story.type('Sofia', 'next dach')).not.toContain('Away')
    await story.type('Lena', `touch ${number} call reached`)
  })

  test('a clock that somebody else starts for them stands still too, until they are back', async () => {
    await at('2026-11-23T13:00:00')
    const number = await story.sql()
    await story.type('Lena', 'away until 2026-12-01')
    await story.does('Sofia', `return ${number}`, { Reason: 'not mine', Note: 'Goes to another team.' })
    await chat.settled()
    expect(said(await story.card(number))).toContain('Back with Lena Vogt')
    expect(said(await story.card(number))).not.toContain('qualify by')
    expect(await story.type('Lena', 'back')).toContain('Welcome back.')
    await chat.settled()
    expect(said(await story.card(number))).toContain('qualify by')
    await story.type('Lena', `disqualify ${number} no need`)
  })

  test('a manager can set somebody away and give all that they own to others in one go', async () => {
    await at('2026-11-24T09:00:00')
    const [one, other] = [await story.handOff(P2), await story.handOff(P2)]
    for (const number of [one, other]) {
      await story.type('Sofia', `reassign ${number} @Mia Keller for the test`)
      await story.type('Mia', `accept ${number}`)
    }
    await story.type('Sofia', 'away @Mia Keller 2026-12-01')
    expect(story.reads('Sofia')).toContain('Mia Keller is away')
    const { text, errors } = await story.send('Sofia', { 'What Mia Keller owns': 'Others get it all' })
    expect(errors).toEqual({})
    expect(text || story.reads('Sofia')).toMatch(/Mia Keller is away until 1 Dec 2026\./)
    await chat.dismiss('Sofia')
    for (const number of [one, other]) {
      expect(said(await story.card(number))).toMatch(new RegExp(`MQL · #${number}[\\s\\S]*Waiting for (?:Lena|Jonas)`))
    }
    expect(await story.type('Sofia', 'back @Mia Keller')).toContain('Mia Keller is back.')
  })

  test('the button under one’s own list asks until when; a day that is over is refused at its field', async () => {
    await story.type('Jonas', 'mine')
    await chat.tap('Jonas', 'marketing', chat.whisper('Jonas', 'marketing'), 'I’m away')
    const wrong = await story.send('Jonas', { 'Back on': '2026-11-20' })
    expect(Object.keys(wrong.errors)).toEqual(['Back on'])
    await story.send('Jonas', { 'Back on': '2026-11-26' })
    await chat.dismiss('Jonas')
    expect(await story.type('Sofia', 'next dach')).toContain('Away: Jonas Brandt.')
    expect(await story.type('Jonas', 'back')).toContain('Welcome back.')
  })

  test('nobody but a manager sets others away, or calls them back', async () => {
    expect(await story.type('Lena', 'away @Jonas Brandt')).toContain('managers')
    expect(await story.type('Lena', 'back @Jonas Brandt')).toContain('managers')
    expect(await story.type('Lena', 'away nobody')).toContain('managers')
    expect(await story.type('Sofia', 'away Zeno Nowhere')).toContain('Zeno Nowhere')
    expect(await story.type('Sofia', 'back @Jonas Brandt')).toContain('Jonas Brandt is not away.')
  })
})

test('next says of a queue where whoever taps first wins that it is so', async () => {
  expect(await story.type('Lena', 'next italy')).toContain('Italy: whoever taps Accept first.')
  expect(await story.type('Lena', 'next', 'dach')).toContain('DACH: next is')
  expect(await story.type('Lena', 'next atlantis')).toContain('atlantis')
})
