import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chat, openChat, type Who } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'
import { levels, tellStory } from '../support/story.ts'
import { linesOf } from '../support/wire.ts'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeAll(async () => {
  chat = await openChat()
  story = tellStory(chat)
  await story.binds('dach')
  await story.type('Jonas', 'mine')
})
afterAll(() => chat.close())

/** Moves on to a moment in UTC and lets the clocks look at it. Berlin is an hour ahead in winter, and opens at nine. */
const at = async (moment: string) => {
  chat.clock.ms = Date.parse(`2026-${moment}Z`)
  await chat.tick()
  await chat.settled()
}
/** How often somebody was told that nobody touches a hand-off; a card that is settled by now counts no more. */
const nudged = async (number: number, who: Who = 'Lena') =>
  (await story.told(who, number)).filter((one) => new RegExp(`Nobody has touched #${number} .+ since .+\\.`).test(one))
    .length
const touched = async (Priority = 'P2') => {
  const number = await story.sal({ Priority })
  await story.type('Lena', `touch ${number} call reached`)
  await chat.settled()
  return number
}
const ends = async (number: number, who: Who = 'Lena') => {
  await story.does(who, `disqualify ${number}`, { Reason: 'no need' })
  await chat.dismiss(who)
  await chat.settled()
}

describe('an SAL that was touched, and then no more', () => {
  test('after four business days where ten are to qualify it: the owner is told once, with the next act; a touch begins anew', async () => {
    await at('11-18T09:00:00')
    const number = await touched()
    await at('11-24T16:29:00')
    await at('11-25T07:59:00')
    expect(await nudged(number)).toBe(0)
    await at('11-25T08:00:00')
    expect((await story.told('Lena', number)).at(-1)).toMatch(
      new RegExp(`^⏳ Nobody has touched #${number} Lead \\d+ \\(Company \\d+\\) since .*18 Nov.*10:00.*\\.`),
    )
    const reminder = chat.see('Lena', 'direct').findLast((one) => said(one).includes('Nobody has touched'))
    expect(reminder && offered(reminder)).toEqual(['Log touch', 'Reassign'])
    await at('11-26T08:00:00')
    await at('11-27T12:00:00')
    expect(await nudged(number)).toBe(1)
    // It is no service level: no mark, no line, no manager, nothing overdue.
    expect(said(await story.card(number))).toMatch(/^🍐 SAL/)
    expect((await linesOf(chat, number)).map(({ verb }) => verb)).toEqual(['new', 'accept', 'touch'])
    expect(await story.told('Sofia', number)).toEqual([])
    expect(await story.type('Lena', 'mine')).not.toMatch(/🔴|Nobody has touched|since/)
    expect(await story.shows(number)).not.toMatch(/ntouched|Nobody/)
    await story.type('Lena', `touch ${number} call no-answer`)
    expect((await story.told('Lena', number)).at(-1)).toMatch(new RegExp(`#${number} .* is settled: SAL\\.`))
    await at('12-03T16:29:00')
    expect(await nudged(number)).toBe(0)
    await at('12-04T08:00:00')
    expect(await nudged(number)).toBe(1)
    await ends(number)
  })

  test('a third of the days to qualify, rounded up: two for a P1, five for a P3; another priority reckons anew', async () => {
    await at('11-18T09:00:00')
    const [one, two, three] = [await touched('P1'), await touched('P2'), await touched('P3')]
    await at('11-20T16:29:00')
    await story.type('Lena', `priority ${two} P1`)
    await chat.settled()
    const counts = () => Promise.all([one, two, three].map((number) => nudgedAnyhow(number)))
    expect(await counts()).toEqual([0, 0, 0])
    await at('11-23T08:00:00')
    expect(await counts()).toEqual([1, 1, 0])
    await at('11-25T16:29:00')
    expect(await counts()).toEqual([1, 1, 0])
    await at('11-26T08:00:00')
    expect(await counts()).toEqual([1, 1, 1])
    for (const number of [one, two, three]) await ends(number)
  })

  test('nothing of it before the first touch, and nothing once it is no SAL any more', async () => {
    await at('12-07T09:00:00')
    const untouched = await story.sal({ Priority: 'P1' })
    const closed = await touched('P1')
    const qualified = await touched('P1')
    await ends(closed)
    await story.does('Lena', `qualify ${qualified}`, { ...levels(2, 2, 2, 3), 'Account executive': 'Paolo Greco' })
    await chat.dismiss('Lena')
    await at('12-10T08:00:00')
    for (const number of [untouched, closed, qualified]) expect(await nudgedAnyhow(number)).toBe(0)
    await story.does('Paolo', `return ${qualified}`, { Reason: 'no budget', Note: 'They have none this year.' })
    await chat.dismiss('Paolo')
    await at('12-11T09:00:00')
    expect(await nudgedAnyhow(qualified)).toBe(0)
    await at('12-15T08:00:00')
    expect(await nudgedAnyhow(qualified)).toBe(1)
    for (const number of [untouched, qualified]) await ends(number)
  })
})

/** The same where several may have come as one list. */
const nudgedAnyhow = async (number: number, who: Who = 'Lena') => {
  const all = (await story.told(who, number)).join('\n')
  return [...all.matchAll(new RegExp(`(?:Nobody has touched #${number}\\b|#${number}\\b.* · untouched since)`, 'g'))]
    .length
}

describe('the silence', () => {
  test('begins with the end of a meeting that is booked, and with its outcome', async () => {
    await at('11-16T09:00:00')
    const number = await touched('P1')
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-24', Time: '10:00', Length: '30 min' })
    await chat.dismiss('Lena')
    await at('11-19T08:00:00')
    expect(await nudged(number)).toBe(0)
    // A touch meanwhile leaves the meeting ahead.
    await story.type('Lena', `touch ${number} email replied`)
    await at('11-25T08:00:00')
    await story.type('Lena', `outcome ${number} no-show`)
    await chat.dismiss('Lena')
    await at('11-27T09:00:00')
    expect(await nudged(number)).toBe(0)
    await at('11-30T08:00:00')
    expect(await nudged(number)).toBe(1)
    await ends(number)
  })

  test('begins with the moment at which somebody promised to call back', async () => {
    await at('11-16T09:00:00')
    const number = await story.sal({ Priority: 'P3' })
    await story.does('Lena', `touch ${number}`, {
      Kind: 'Call',
      Outcome: 'No answer',
      'Call back on': '2026-11-20',
      'Call back at': '11:00',
    })
    await chat.dismiss('Lena')
    await at('11-20T10:00:00')
    expect((await story.told('Lena', number)).at(-1)).toContain('call back')
    await at('11-27T16:29:00')
    expect(await nudged(number)).toBe(0)
    await at('11-30T08:00:00')
    expect((await story.told('Lena', number)).at(-1)).toMatch(/since .*20 Nov.*11:00/)
    await ends(number)
  })

  test('goes on when the touch that ended it is taken back', async () => {
    await at('11-16T09:00:00')
    const number = await touched('P1')
    await at('11-18T16:00:00')
    await story.type('Lena', `touch ${number} call no-answer`)
    await story.type('Lena', `undo ${number}`)
    await at('11-19T08:00:00')
    expect(await nudged(number)).toBe(1)
    await ends(number)
  })

  test('stands still while the owner is away, whoever touches it then', async () => {
    await at('11-16T09:00:00')
    const [number, other] = [await touched('P1'), await touched('P1')]
    await at('11-17T09:00:00')
    await story.type('Lena', 'away')
    await story.send('Lena', {})
    await chat.dismiss('Lena')
    await story.type('Sofia', `touch ${other} call no-answer`)
    await at('11-24T09:00:00')
    for (const one of [number, other]) expect(await nudgedAnyhow(one)).toBe(0)
    await story.type('Lena', 'back')
    await at('11-25T09:00:00')
    for (const one of [number, other]) expect(await nudgedAnyhow(one)).toBe(0)
    // A day and a half was left of the one, two of the other.
    await at('11-26T08:00:00')
    await at('11-27T08:00:00')
    for (const one of [number, other]) expect(await nudgedAnyhow(one)).toBe(1)
    for (const one of [number, other]) await ends(one)
  })

  // With the meeting of 30 November four business days begin, or with the return where that is later.
  test.each([
    ['before it begins takes nothing from it', '11-23', '12-04T16:29:00', '12-07T08:00:00'],
    ['after it began leaves all of it', '12-02', '12-08T14:59:00', '12-08T15:00:00'],
  ])('that lies ahead: an absence that ends %s', async (_, until, before, then) => {
    await at('11-16T09:00:00')
    const number = await touched()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-30', Time: '10:00', Length: '30 min' })
    await chat.dismiss('Lena')
    await story.type('Lena', `away until 2026-${until}`)
    await at(`${until}T08:00:00`)
    await at(before)
    expect(await nudgedAnyhow(number)).toBe(0)
    await at(then)
    expect(await nudgedAnyhow(number)).toBe(1)
    await ends(number)
  })

  test('goes to the new owner, and begins anew there', async () => {
    await at('11-16T09:00:00')
    const number = await touched('P1')
    await at('11-18T09:00:00')
    expect(await story.type('Lena', `reassign ${number} @Jonas Brandt for the test`)).toContain(
      'is with Jonas Brandt now.',
    )
    await at('11-19T08:00:00')
    await at('11-20T16:29:00')
    expect(await nudged(number, 'Jonas')).toBe(0)
    await at('11-23T08:00:00')
    expect(await nudged(number, 'Jonas')).toBe(1)
    expect(await nudged(number)).toBe(0)
    await ends(number, 'Jonas')
  })

  test('is kept by a restart', async () => {
    await at('11-16T09:00:00')
    const number = await touched('P1')
    await chat.restart()
    await at('11-19T08:00:00')
    await chat.restart()
    await at('11-19T09:00:00')
    expect(await nudged(number)).toBe(1)
    await ends(number)
  })

  test('stands as one line in the list that comes with the opening', async () => {
    await at('11-16T09:00:00')
    const number = await touched('P1')
    await at('11-18T16:25:00')
    const other = await story.sal({ Priority: 'P1' })
    await chat.settled()
    await at('11-19T08:00:00')
    const list = (await story.told('Lena', number)).at(-1)
    expect(list).toContain('2 hand-offs need you')
    expect(list).toMatch(new RegExp(`#${number}\\b.* · untouched since .*16 Nov`))
    expect(list).toMatch(new RegExp(`#${other}\\b.* · first touch`))
    for (const one of [number, other]) await ends(one)
  })
})
