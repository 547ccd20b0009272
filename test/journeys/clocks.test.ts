import { describe, expect, test } from 'vitest'
import type { Where, Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'
import { linesOf } from '../support/wire.ts'

const { chat, story, at } = await openScene({ binds: ['dach', 'nordics'] })

const minute = 60_000
const P2 = { Priority: 'P2' }
const about = (number: number) => new RegExp(`#${number}\\b`)
const posts = (who: Who, where: Where, number: number) =>
  chat.see(who, where).filter((one) => !one.isForOneAlone && about(number).test(said(one)))
const threads = (number: number) => posts('Lena', 'dach', number).filter((one) => one.threadId !== null)

/** Lena takes it and gets through: only the time to qualify runs on, for days. */
const takes = async (number: number) => {
  await story.type('Lena', `accept ${number}`)
  await story.type('Lena', `touch ${number} call reached`)
}
/** Lena is done with it: nothing of it runs on. */
const closes = async (number: number) => {
  await story.does('Lena', `disqualify ${number}`, { Reason: 'no need' })
  await chat.dismiss('Lena')
}

describe('the time to accept, in a queue where whoever taps first wins', () => {
  test('half of it gone, the thread of the card reminds, once', async () => {
    await at('2026-11-18T09:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-18T09:29:00')
    expect(threads(number)).toEqual([])
    await at('2026-11-18T09:30:00')
    await at('2026-11-18T09:31:00')
    expect(threads(number).map(said)).toEqual([
      expect.stringMatching(new RegExp(`^⏳ #${number} waits for DACH: accept by .+ 30 min left\\.$`)),
    ])
    expect(threads(number)[0]?.threadId).toBe((await story.card(number)).id)
    await takes(number)
    await closes(number)
  })

  test('all of it gone, the card says so, and the backup queue gets the card; the first team may still accept', async () => {
    await at('2026-11-18T10:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-18T11:00:00')
    const card = await story.card(number)
    expect(said(card)).toMatch(
      new RegExp(`^🔴 MQL · #${number}\\b[\\s\\S]*accept was due .+ · now also offered to Nordics`),
    )
    expect(offered(await story.card(number, 'nordics', 'Ingrid'))).toContain('Accept')
    expect(await linesOf(chat, number)).toMatchObject([{ verb: 'new' }, { verb: 'breach', surface: 'timer' }])
    await chat.tap('Lena', 'dach', card, 'Accept')
    expect(said(await story.card(number))).toMatch(new RegExp(`^🍐 SAL · #${number}`))
    await closes(number)
  })

  test('then a member of the backup queue may accept, and nobody else', async () => {
    await at('2026-11-18T12:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    expect(await story.type('Ingrid', `accept ${number}`)).toContain('not in the queue DACH')
    await at('2026-11-18T13:00:00')
    expect(await story.type('Giulia', `accept ${number}`)).toContain('not in the queue DACH')
    await chat.tap('Ingrid', 'nordics', await story.card(number, 'nordics', 'Ingrid'), 'Accept')
    expect(said(await story.card(number, 'nordics', 'Ingrid'))).toContain('Ingrid Dahl accepted')
    expect(said(await story.card(number))).toContain('Ingrid Dahl accepted')
    await story.type('Ingrid', `touch ${number} call reached`)
  })

  test('half as much again gone, the managers hear of all that was gathered in a quarter of an hour, in one message', async () => {
    await at('2026-11-19T08:00:00')
    const one = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-19T08:05:00')
    const other = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-19T09:00:00')
    await at('2026-11-19T09:30:00')
    await at('2026-11-19T09:35:00')
    expect(await story.told('Sofia', one)).toEqual([])
    await at('2026-11-19T09:45:00')
    const [list, ...more] = await story.told('Sofia', one)
    expect(more).toEqual([])
    expect(list).toMatch(
      new RegExp(`2 hand-offs need you[\\s\\S]*#${one}\\b[\\s\\S]*DACH · P2 · accept was due[\\s\\S]*#${other}\\b`),
    )
    for (const number of [one, other]) await takes(number)
    await at('2026-11-19T10:30:00')
    expect(await story.told('Sofia', one)).toHaveLength(1)
  })

  test('what is one thing alone says how long it waited, and loses its buttons when it is settled', async () => {
    await at('2026-11-19T11:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-19T12:00:00')
    await at('2026-11-19T12:30:00')
    await at('2026-11-19T12:45:00')
    const find = () => chat.see('Sofia', 'direct').findLast((message) => about(number).test(said(message)))
    const message = find()
    expect(message && said(message)).toMatch(
      /^🔴 DACH: #\d+ .+, P2, has waited 1 hr 30 min, limit 1 hr\.[\s\S]*Nordics since/,
    )
    expect(message && offered(message)).toEqual(['Accept', 'Reassign', 'Why me?'])
    await takes(number)
    await chat.settled()
    const settled = find()
    expect(settled && said(settled)).toMatch(/is settled: SAL\./)
    expect(settled && offered(settled)).toEqual(['Show'])
  })

  test('an acceptance stops it all', async () => {
    await at('2026-11-20T08:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    await takes(number)
    await at('2026-11-20T11:00:00')
    expect(threads(number)).toEqual([])
    expect(await story.told('Sofia', number)).toEqual([])
    expect(posts('Ingrid', 'nordics', number)).toEqual([])
  })

  test('after a time when nothing ran, only the newest step that is due is said', async () => {
    await at('2026-11-20T12:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-20T14:00:00')
    expect(threads(number)).toEqual([])
    expect(said(await story.card(number))).toContain('accept was due')
    await at('2026-11-20T14:15:00')
    expect(await story.told('Sofia', number)).toHaveLength(1)
    await takes(number)
  })

  test('outside of working hours nobody hears anything: it waits for the opening', async () => {
    await at('2026-11-20T16:00:00')
    const number = await story.handOff(P2)
    await chat.settled()
    await at('2026-11-20T16:31:00')
    await at('2026-11-21T12:00:00')
    await at('2026-11-22T12:00:00')
    expect(await story.told('Sofia', number)).toEqual([])
    expect(said(await story.card(number))).not.toContain('🔴')
    await at('2026-11-23T08:30:00')
    expect(said(await story.card(number))).toContain('🔴')
    await takes(number)
  })
})

describe('the clocks of whoever owns it', () => {
  test('remind the owner when four fifths are gone, and tell owner and managers at the limit', async () => {
    await at('2026-11-23T09:00:00')
    const number = await story.sal(P2)
    await chat.settled()
    await at('2026-11-23T12:11:00')
    expect(await story.told('Lena', number)).toEqual([])
    await at('2026-11-23T12:12:00')
    expect(await story.told('Lena', number)).toEqual([expect.stringMatching(/^⏳ #\d+ .+: first touch by .+\./)])
    const [reminder] = chat.see('Lena', 'direct').filter((one) => about(number).test(said(one)))
    expect(reminder && offered(reminder)).toEqual(['Log touch', 'Reassign'])
    await at('2026-11-23T13:00:00')
    await at('2026-11-23T13:15:00')
    expect((await story.told('Lena', number)).at(-1)).toMatch(/^🔴 #\d+ .+: first touch was due .+\./)
    expect(await story.told('Sofia', number)).toEqual([
      expect.stringMatching(/^🔴 DACH: #\d+ .+, P2: first touch was due .+\.[\s\S]*With Lena Vogt\./),
    ])
    expect(said(await story.card(number))).toMatch(/^🔴 SAL[\s\S]*first touch was due/)
    await story.type('Lena', `touch ${number} call reached`)
    expect(said(await story.card(number))).toMatch(/^🍐 SAL/)
  })

  test('what falls due in the first quarter of an hour of a day comes as one list at the opening', async () => {
    await at('2026-11-24T12:58:00')
    const one = await story.sal(P2)
    await at('2026-11-24T13:00:00')
    const other = await story.sal(P2)
    await chat.settled()
    await at('2026-11-25T07:59:00')
    expect(await story.told('Lena', one)).toEqual([])
    await at('2026-11-25T08:00:00')
    const [list, ...more] = await story.told('Lena', one)
    expect(more).toEqual([])
    expect(list).toContain('2 hand-offs need you')
    expect(list).toMatch(new RegExp(`#${one}\\b[\\s\\S]*#${other}\\b`))
    await at('2026-11-25T08:16:00')
    expect(await story.told('Lena', one)).toHaveLength(1)
    for (const number of [one, other]) await story.type('Lena', `touch ${number} call reached`)
  })

  test('an undo of what stopped a clock lets it go on, and says nothing twice', async () => {
    await at('2026-11-25T09:00:00')
    const number = await story.sal(P2)
    await chat.settled()
    await at('2026-11-25T12:12:00')
    expect(await story.told('Lena', number)).toHaveLength(1)
    await story.type('Lena', `touch ${number} call reached`)
    chat.clock.ms += minute
    await story.type('Lena', `undo ${number}`)
    await at('2026-11-25T12:20:00')
    expect(await story.told('Lena', number)).toHaveLength(1)
    await at('2026-11-25T13:00:00')
    expect((await story.told('Lena', number)).at(-1)).toMatch(/^🔴/)
  })
})

test('a list that named somebody who is forgotten is taken back', async () => {
  await at('2026-11-26T08:00:00')
  const numbers = [await story.sal({ ...P2, Email: 'ada@licht.example' }), await story.sal(P2)]
  await chat.settled()
  await at('2026-11-26T12:00:00')
  await at('2026-11-26T12:15:00')
  const last = async () => (await story.told('Sofia', numbers[0] ?? 0)).at(-1)
  expect(await last()).toContain('2 hand-offs need you')
  await story.type('Sofia', 'erase ada@licht.example')
  await story.send('Sofia', {})
  await chat.dismiss('Sofia')
  expect(await last()).toBeUndefined()
})

test('a card that stands in no place five minutes after it was due there starts its clock anyway, and the managers hear of it', async () => {
  await at('2026-11-27T08:30:00')
  const number = await story.handOff({ ...P2, Queue: 'Italy' })
  await at('2026-11-27T08:34:00')
  expect(await story.told('Sofia', number)).toEqual([])
  await at('2026-11-27T08:35:00')
  await at('2026-11-27T08:36:00')
  expect(await story.told('Sofia', number)).toEqual([expect.stringMatching(/^🔴 #\d+ .+ stands in no channel/)])
  expect(await story.type('Giulia', 'queue italy')).toMatch(new RegExp(`#${number}\\b[\\s\\S]*accept by`))
  await story.type('Giulia', `accept ${number}`)
})
