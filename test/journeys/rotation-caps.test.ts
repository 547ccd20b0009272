import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chat, openChat, type Who } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'
import { linesOf } from '../support/wire.ts'

const organisation = new URL('../../src/playground/demo/organisation.yaml', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'baton-caps-'))
const configFile = join(folder, 'baton.yaml')

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeAll(async () => {
  const file = readFileSync(organisation, 'utf8')
    .replace('mode: claim', 'mode: rotate')
    .replace('name: Lena Vogt, roles: [sdr]', '$&, capPerDay: 1')
    .replace('name: Jonas Brandt, roles: [sdr], cap: 10', '$&, capPerDay: 2')
    .replace('name: Mia Keller, roles: [sdr]', '$&, cap: 1')
  writeFileSync(configFile, file)
  chat = await openChat({ configFile })
  story = tellStory(chat)
  await story.binds('dach')
  await away('Mia')
})
afterAll(async () => {
  await chat.close()
  rmSync(folder, { recursive: true })
})

const P3 = { Priority: 'P3' }
const away = async (who: Who) => {
  await story.type(who, 'away')
  await story.send(who, {})
  await chat.dismiss(who)
}
const at = async (moment: string) => {
  chat.clock.ms = Date.parse(`2026-11-${moment}Z`)
  await chat.tick()
  await chat.settled()
}
/** Whom the card names as the one it waits for. */
const waitsFor = async (number: number) => /Waiting for (\w+)/.exec(said(await story.card(number)))?.[1]
const nobodyFree = async (number: number) =>
  (await story.told('Sofia', number)).filter((one) => one.includes('nobody is free')).length

describe('a cap a day', () => {
  let third = 0

  test('who was offered as many today as they may is passed over; next and why say so', async () => {
    await at('18T09:00:00')
    const [one, two] = [await story.handOff(P3), await story.handOff(P3)]
    expect([await waitsFor(one), await waitsFor(two)]).toEqual(['Lena', 'Jonas'])
    third = await story.handOff(P3)
    expect(await waitsFor(third)).toBe('Jonas')
    const why = await story.type('Sofia', `why ${third}`)
    expect(why).toContain('Passed over: Lena Vogt, enough for today · Mia Keller, away')
    expect(await story.type('Sofia', 'next dach')).toMatch(
      /DACH: nobody is free\.[\s\S]*Away: Mia Keller\.[\s\S]*Have had enough for today: Lena Vogt and Jonas Brandt\./,
    )
  })

  test('where that leaves nobody it waits, the managers hear of it once, and in the morning it goes on', async () => {
    const number = await story.handOff(P3)
    expect(await waitsFor(number)).toBe('DACH')
    expect(await nobodyFree(number)).toBe(1)
    await at('18T12:00:00')
    // The day begins at midnight, and people at nine.
    await at('18T23:30:00')
    await at('19T07:59:00')
    expect(await waitsFor(number)).toBe('DACH')
    await at('19T08:00:00')
    expect(await waitsFor(number)).toBe('Lena')
    expect(await linesOf(chat, number)).toContainEqual(expect.objectContaining({ verb: 'reoffer', surface: 'timer' }))
    expect(chat.see('Lena', 'direct').filter((one) => said(one).startsWith(`#${number} `))).toHaveLength(1)
    await at('19T08:05:00')
    expect(await waitsFor(number)).toBe('Lena')
    expect(await nobodyFree(number)).toBe(1)
  })

  test('what somebody accepted counts as what they were offered does, and each once', async () => {
    await story.type('Jonas', `accept ${third}`)
    expect(await story.type('Sofia', 'next dach')).toContain('DACH: next is Jonas Brandt.')
    const offered = await story.handOff(P3)
    expect(await waitsFor(offered)).toBe('Jonas')
    await story.type('Jonas', `accept ${offered}`)
    expect(await story.type('Sofia', 'next dach')).toContain('Have had enough for today: Lena Vogt and Jonas Brandt.')
    await story.type('Jonas', `undo ${offered}`)
    expect(await story.type('Sofia', 'next dach')).toContain('Have had enough for today: Lena Vogt and Jonas Brandt.')
  })
})

describe('what waits because nobody was free', () => {
  let givenBack = 0

  test('goes to who is back, and once more when their lead is touched', async () => {
    const [one, two] = [await story.handOff(P3), await story.handOff(P3)]
    expect([await waitsFor(one), await waitsFor(two)]).toEqual(['DACH', 'DACH'])
    await story.type('Mia', 'back')
    await at('19T09:00:00')
    expect([await waitsFor(one), await waitsFor(two)]).toEqual(['Mia', 'Mia'])
    await story.type('Mia', `accept ${one}`)
    const three = await story.handOff(P3)
    expect(await waitsFor(three)).toBe('DACH')
    expect(await story.type('Sofia', 'next dach')).toContain('Have enough untouched SALs: Mia Keller.')
    await at('19T09:05:00')
    expect(await waitsFor(three)).toBe('DACH')
    await story.type('Mia', `touch ${one} call reached`)
    await at('19T09:06:00')
    expect(await waitsFor(three)).toBe('Mia')
  })

  test('never goes back by itself to who gave it away', async () => {
    await away('Lena')
    await away('Jonas')
    await at('20T09:00:00')
    const number = await story.handOff(P3)
    expect(await waitsFor(number)).toBe('Mia')
    await story.type('Mia', `accept ${number}`)
    await story.type('Mia', `touch ${number} call reached`)
    await story.does('Mia', `release ${number}`, { Reason: 'overloaded' })
    await chat.dismiss('Mia')
    await at('20T09:05:00')
    expect(await waitsFor(number)).toBe('DACH')
    await story.type('Lena', 'back')
    await at('20T09:06:00')
    expect(await waitsFor(number)).toBe('Lena')
    givenBack = number
  })

  test('an undo of who gave it away takes it from whom the clock offered it to meanwhile', async () => {
    const offerOf = () => chat.see('Lena', 'direct').findLast((one) => said(one).startsWith(`#${givenBack} `))
    const open = offerOf()
    expect(open && offered(open)).toContain('Accept')
    expect(await story.type('Mia', `undo ${givenBack}`)).not.toContain('cannot be undone')
    await chat.settled()
    expect(said(await story.card(givenBack))).toContain('Mia Keller')
    const closed = offerOf()
    expect(closed && said(closed)).toMatch(/not offered to you any more: SAL/)
    expect(closed && offered(closed)).not.toContain('Accept')
  })
})
