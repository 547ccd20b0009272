import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chat, openChat, type Who } from '../support/chat.ts'
import { said } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'

const organisation = new URL('../../src/playground/demo/organisation.yaml', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'baton-any-hour-'))
const configFile = join(folder, 'baton.yaml')
const afternoon = 'hours: { mon-fri: "12:00-17:30" }'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeAll(async () => {
  // Queues in rotation are open all day; the manager, and whom Italy offers to, work in the afternoon.
  const file = readFileSync(organisation, 'utf8')
    .replaceAll('mode: claim', 'mode: rotate')
    .replace('roles: [manager, admin] }', `roles: [manager, admin], ${afternoon} }`)
    .replaceAll('roles: [sdr], zone: Europe/Rome }', `roles: [sdr], zone: Europe/Rome, ${afternoon} }`)
  writeFileSync(configFile, file)
  chat = await openChat({ configFile })
  story = tellStory(chat)
  await story.binds('dach', 'italy')
})
afterAll(async () => {
  await chat.close()
  rmSync(folder, { recursive: true })
})

/** Moves on to a moment in UTC and lets the product look at it. Berlin and Rome are an hour ahead in winter. */
const at = async (moment: string) => {
  chat.clock.ms = Date.parse(`2026-11-${moment}Z`)
  await chat.tick()
  await chat.settled()
}
const waits = async (priority: 'P1' | 'P2', queue = 'DACH') => {
  const number = await story.handOff({ Priority: priority, Queue: queue })
  await chat.settled()
  return number
}
const takes = async (numbers: number[], who: Who = 'Lena') => {
  for (const number of numbers) {
    await story.type(who, `accept ${number}`)
    await story.type(who, `touch ${number} call reached`)
  }
  await chat.settled()
}
/** What somebody was reminded of, or told as a breach. */
const heard = async (who: Who, number: number) =>
  (await story.told(who, number)).filter((one) => /^(⏳|🔴|\d+ hand-offs need)/.test(one))

describe('what a clock says of a P1 outside of a manager’s working hours', () => {
  test('waits for these, where the manager chose nothing', async () => {
    await at('18T08:30:00')
    const number = await waits('P1')
    await at('18T08:38:00')
    await at('18T10:59:00')
    expect(await heard('Sofia', number)).toEqual([])
    await at('18T11:15:00')
    expect(await heard('Sofia', number)).toHaveLength(1)
    await takes([number])
  })

  test('comes at once to who chose so; what is about a P2 waits as before, and is not carried along', async () => {
    await at('19T08:30:00')
    await story.type('Sofia', 'dm p1 always')
    const before = await waits('P2')
    await at('19T10:00:00')
    const urgent = await waits('P1')
    await at('19T10:07:00')
    expect(await heard('Sofia', urgent)).toEqual([])
    await at('19T10:08:00')
    expect(await heard('Sofia', urgent)).toEqual([expect.stringMatching(/^🔴 DACH: #\d+ .+, P1, has waited 8 min/)])
    const after = await waits('P2')
    await at('19T11:14:00')
    expect(await heard('Sofia', before)).toEqual([])
    await at('19T11:15:00')
    expect(await heard('Sofia', before)).toHaveLength(1)
    expect(await heard('Sofia', urgent)).toHaveLength(1)
    await takes([before, urgent, after])
  })

  test('waits again for who took that back', async () => {
    await at('20T08:30:00')
    await story.type('Sofia', 'dm p1 hours')
    const number = await waits('P1')
    await at('20T08:38:00')
    expect(await heard('Sofia', number)).toEqual([])
    await takes([number])
  })
})

test('a reminder of a P1 that is offered to somebody whose queue is open earlier comes at once, by their own choice', async () => {
  await at('23T08:30:00')
  const [first, second] = [await waits('P1', 'Italy'), await waits('P1', 'Italy')]
  const offeredTo = (number: number) => story.told('Giulia', number)
  const ofGiulia = (await offeredTo(first)).length > 0 ? first : second
  const ofMarco = ofGiulia === first ? second : first
  await story.type('Giulia', 'dm p1 always')
  await at('23T08:33:00')
  expect(await heard('Giulia', ofGiulia)).toEqual([expect.stringMatching(/^⏳ Giulia Conti, please accept #\d+/)])
  expect(await heard('Marco', ofMarco)).toEqual([])
  await takes([ofGiulia], 'Giulia')
  await takes([ofMarco], 'Marco')
})

test('that P1s were accepted comes in its list when the hour is over, though the day is, too', async () => {
  await at('26T16:00:00')
  await story.type('Felix', 'dm p1 always')
  const numbers: number[] = []
  for (let i = 0; i < 7; i++) numbers.push(await story.sal({ Priority: 'P1' }))
  const late = await story.sal({ Priority: 'P2' })
  await takes([...numbers, late])
  const [gathered = 0] = numbers.slice(5)
  const told = async (number: number) => (await story.told('Felix', number)).filter((one) => /accepted/.test(one))
  expect(await told(gathered)).toEqual([])
  await at('26T17:00:00')
  expect(await told(gathered)).toEqual([expect.stringMatching(/^2 of your hand-offs were accepted/)])
  expect(await told(late)).toEqual([])
  expect(said(await story.card(late))).toContain('Lena Vogt accepted')
})

describe('a promised call on a Saturday', () => {
  const promised = async (priority: 'P1' | 'P2') => {
    const number = await story.sal({ Priority: priority })
    await story.does('Lena', `touch ${number}`, {
      Kind: 'Call',
      Outcome: 'No answer',
      'Call back on': '2026-11-28',
      'Call back at': '20:00',
    })
    await chat.dismiss('Lena')
    return number
  }
  let urgent: number
  let other: number

  test('reminds of a P1 at its very moment who chose so, though after the call was promised', async () => {
    await at('27T09:00:00')
    urgent = await promised('P1')
    other = await promised('P2')
    await story.type('Lena', 'dm p1 always')
    await at('28T18:59:00')
    expect(await heard('Lena', urgent)).toEqual([])
    await at('28T19:00:00')
    expect(await heard('Lena', urgent)).toEqual([expect.stringMatching(/^⏳ #\d+ .+: call back .+\./)])
  })

  test('reminds of a P2 at the opening, and of the P1 no second time', async () => {
    expect(await heard('Lena', other)).toEqual([])
    await at('30T07:59:00')
    expect(await heard('Lena', other)).toEqual([])
    await at('30T08:00:00')
    expect((await heard('Lena', other)).join()).toContain('call back')
    expect((await heard('Lena', urgent)).filter((one) => one.includes('call back'))).toHaveLength(1)
  })
})
