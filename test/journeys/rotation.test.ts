import { describe, expect, test } from 'vitest'
import type { Who } from '../support/chat.ts'
import { ownConfig } from '../support/own-config.ts'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'
import { linesOf } from '../support/wire.ts'

// Every queue of the demo in rotation; Lena, Jonas and Mia are in DACH.
const configFile = ownConfig((text) => text.replaceAll('mode: claim', 'mode: rotate'))
const { chat, story, at } = await openScene({ configFile, binds: ['dach', 'nordics'] })

const P2 = { Priority: 'P2' }
const sdrs = ['Lena', 'Jonas', 'Mia'] as const
const offerTo = (who: Who, number: number) =>
  chat.see(who, 'direct').find((one) => new RegExp(`^#${number}\\b.* is offered to you`).test(said(one)))
const offeredTo = async (number: number) => {
  await chat.settled()
  return sdrs.filter((who) => offerTo(who, number))
}

describe('in a queue in rotation', () => {
  test('one member is offered a hand-off by direct message, with the buttons to take it or not; the card names who', async () => {
    const number = await story.handOff(P2)
    expect(await offeredTo(number)).toEqual(['Lena'])
    const offer = offerTo('Lena', number)
    expect(offer && offered(offer)).toEqual(['Accept', 'Reject', 'Show', 'Why me?'])
    expect(offer && said(offer)).toMatch(/is offered to you: accept by .+\./)
    expect(said(await story.card(number))).toContain('Waiting for Lena Vogt')
    if (offer) await chat.tap('Lena', 'direct', offer, 'Accept')
    await chat.settled()
    const after = chat.see('Lena', 'direct').find((one) => one.id === offer?.id)
    expect(after && said(after)).toMatch(/not offered to you any more: SAL/)
    expect(said(await story.card(number))).toContain('Lena Vogt accepted')
  })

  test('the next hand-offs go to the others in turn, one after the other', async () => {
    for (const who of ['Jonas', 'Mia', 'Lena'] as const) {
      expect(await story.type('Sofia', 'queue dach')).toMatch(new RegExp(`Next: ${who} \\w+$`, 'm'))
      const number = await story.handOff(P2)
      expect(await offeredTo(number)).toEqual([who])
      await story.type(who, `accept ${number}`)
    }
  })

  test('who is offered it is reminded alone; after twice the time the next is offered it', async () => {
    await at('2026-11-19T09:00:00')
    const number = await story.handOff(P2)
    expect(await offeredTo(number)).toEqual(['Jonas'])
    await at('2026-11-19T09:30:00')
    expect((await story.told('Jonas', number)).at(-1)).toMatch(
      /^⏳ Jonas Brandt, please accept #\d+ .+ by .+\. 30 min left\./,
    )
    expect(await story.told('Mia', number)).toEqual([])
    await at('2026-11-19T10:00:00')
    await at('2026-11-19T10:30:00')
    await at('2026-11-19T10:45:00')
    expect((await story.told('Sofia', number)).at(-1)).toMatch(/Offered to Jonas Brandt\.[\s\S]*Nordics since/)
    await at('2026-11-19T11:00:00')
    expect(await offeredTo(number)).toEqual(['Mia'])
    expect(said(await story.card(number))).toContain('Waiting for Mia Keller')
    expect(await linesOf(chat, number)).toMatchObject([
      { verb: 'new' },
      { verb: 'breach' },
      { verb: 'reoffer', surface: 'timer' },
    ])
    expect(await story.history(number)).toContain('offered it to the next in turn')
  })

  test('what is given back is offered to the next, and never to who gave it back', async () => {
    await at('2026-11-20T09:00:00')
    const number = await story.handOff(P2)
    const [first = 'Lena'] = await offeredTo(number)
    await story.type(first, `accept ${number}`)
    await story.does(first, `release ${number}`, { Reason: 'overloaded' })
    await chat.dismiss(first)
    const [second, ...more] = await offeredTo(number)
    expect(more).toEqual([])
    expect(second).not.toBe(first)
  })

  test('who is outside their working hours is passed over while others are at work; why and next say so', async () => {
    await chat.db().execute("update members set zone = 'America/New_York' where name = 'Jonas Brandt'")
    const number = await story.handOff(P2)
    expect(await offeredTo(number)).not.toContain('Jonas')
    expect(await story.type('Sofia', `why ${number}`)).toContain('Passed over: Jonas Brandt, outside working hours')
    expect(await story.type('Sofia', 'next dach')).toContain('Outside their working hours: Jonas Brandt.')
  })

  test('where nobody is free, it waits, and the managers are told once', async () => {
    await chat
      .db()
      .execute("update members set away_until = '2027-01-01' where name in ('Lena Vogt', 'Jonas Brandt', 'Mia Keller')")
    const number = await story.handOff(P2)
    expect(await offeredTo(number)).toEqual([])
    expect(await story.told('Sofia', number)).toEqual([
      expect.stringMatching(/^DACH: nobody is free to take #\d+ .+ It waits in the queue\./),
    ])
    expect(said(await story.card(number))).toContain('Waiting for DACH')
  })
})
