import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Chat, onSlack, openChat } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'
import { handOffLead } from '../support/wire.ts'

let chat: Chat
beforeEach(async () => {
  chat = await openChat()
  await chat.type('Sofia', 'here dach', 'dach')
  await chat.type('Sofia', 'here dach', 'marketing')
})
afterEach(async () => {
  expect(chat.problems()).toEqual([])
  await chat.close()
})

const places = ['dach', 'marketing'] as const
const stages = ['MQL', 'SAL', 'SQL', 'SQO', 'NURTURE', 'DISQUALIFIED']

/** The cards of a hand-off that stand in a place now. */
const copiesIn = (where: (typeof places)[number], number: number) =>
  chat
    .see('Lena', where)
    .filter((one) => !one.isForOneAlone && !one.threadId && said(one).match(new RegExp(`· #${number}\\b`)))

/** Waits until each place has one copy, and all of them say this. */
const allSay = (number: number, text: RegExp) =>
  vi.waitFor(
    () => {
      for (const where of places) {
        const copies = copiesIn(where, number)
        expect(copies.map((one) => said(one).match(text)?.[0] ?? said(one))).toEqual([expect.stringMatching(text)])
      }
    },
    { timeout: 20_000, interval: 50 },
  )

/** The stages that a place's copy of a card has shown, in the order in which the platform took them. */
const shownIn = (where: (typeof places)[number], number: number) =>
  chat.sentTo(where).flatMap((one) => new RegExp(`(${stages.join('|')}) · #${number}\\b`).exec(said(one))?.[1] ?? [])

const neverBack = (number: number) => {
  for (const where of places) {
    const shown = shownIn(where, number).map((stage) => stages.indexOf(stage))
    expect(shown).toEqual(shown.toSorted((one, other) => one - other))
  }
}

const accept = async (number: number) =>
  chat.tap('Lena', 'dach', await chat.sees('Lena', 'dach', new RegExp(`MQL · #${number}\\b`)), 'Accept')

it('every copy of a card, in every place, is redrawn when its hand-off changes', async () => {
  const number = await handOffLead(chat)
  await allSay(number, /MQL/)
  await accept(number)
  await allSay(number, /SAL[\s\S]*Lena Vogt accepted/)
  await chat.type('Lena', `nurture ${number} not_ready`)
  await allSay(number, /NURTURE/)
  for (const where of places) expect(copiesIn(where, number).flatMap(offered)).not.toContain('Accept')
  neverBack(number)
})

it('a place that Slack throttles waits as long as Slack says and then shows the newest state, never an older one', async () => {
  const number = await handOffLead(chat)
  await allSay(number, /MQL/)
  chat.fail({ call: 'redraw', how: 'throttled', times: 2 })
  await accept(number)
  await chat.type('Lena', `touch ${number} call reached`)
  await chat.type('Lena', `disqualify ${number} no_need`)
  await allSay(number, /DISQUALIFIED/)
  neverBack(number)
})

it('a place where Slack breaks is tried again and ends with the newest state', async () => {
  const number = await handOffLead(chat)
  await allSay(number, /MQL/)
  chat.fail({ call: 'redraw', how: 'broken', times: 3 })
  await accept(number)
  chat.fail({ call: 'redraw', how: 'broken', times: 2 })
  await chat.type('Lena', `nurture ${number} no_budget`)
  await allSay(number, /NURTURE/)
  neverBack(number)
})

it.runIf(onSlack)(
  'a card whose answer was lost is found by its key and posted once: Teams finds nothing by a key',
  async () => {
    chat.fail({ call: 'post', how: 'answer lost' })
    const number = await handOffLead(chat)
    await allSay(number, /MQL/)
    await accept(number)
    await allSay(number, /SAL/)
    chat.fail({ call: 'redraw', how: 'answer lost' })
    await chat.type('Lena', `nurture ${number} not_ready`)
    await allSay(number, /NURTURE/)
    for (const where of places) expect(copiesIn(where, number)).toHaveLength(1)
    neverBack(number)
  },
)

it('a direct message whose answer was lost is found by its key and sent once; in Teams, where nothing is found, twice', async () => {
  const number = await handOffLead(chat)
  await allSay(number, /MQL/)
  chat.fail({ call: 'post', how: 'answer lost' })
  await accept(number)
  await chat.sees('Felix', 'direct', new RegExp(`Lena Vogt accepted #${number}`))
  await chat.type('Lena', `nurture ${number} not_ready`)
  await chat.sees('Felix', 'direct', /came back from Lena Vogt/)
  const told = chat.see('Felix', 'direct').filter((one) => said(one).includes(`Lena Vogt accepted #${number}`))
  expect(told).toHaveLength(onSlack ? 1 : 2)
})

it('the first post refused with 429 or 500 comes later, once', async () => {
  chat.fail({ call: 'post', how: 'throttled' })
  chat.fail({ call: 'post', how: 'broken' })
  const number = await handOffLead(chat)
  await allSay(number, /MQL[\s\S]*accept by/)
})

it('a card that somebody deleted keeps no other card of the place from being redrawn', async () => {
  const [first, second] = [await handOffLead(chat), await handOffLead(chat)]
  await allSay(first, /MQL/)
  await allSay(second, /MQL/)
  chat.fail({ call: 'redraw', how: 'message gone', times: 2 })
  await accept(first)
  await accept(second)
  await allSay(second, /SAL/)
})
