import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Chat, openChat } from '../support/chat.ts'
import { wordsOf } from '../support/seen.ts'
import { handOffLead, linesOf } from '../support/wire.ts'

let chat: Chat
let number = 0
beforeEach(async () => {
  chat = await openChat()
  await chat.type('Sofia', 'here dach', 'dach')
  number = await handOffLead(chat)
  await chat.sees('Lena', 'dach', /MQL · #1\b/)
})
afterEach(async () => {
  expect(chat.problems().filter(({ error }) => error !== 'expired_trigger_id')).toEqual([])
  await chat.close()
})

const ready = async () => (await fetch(`${chat.url()}/readyz`)).status
const notYet = /not confirmed yet/

describe('while the store is slow', () => {
  it('a tap, a command and a form are answered in words in time, and the card shows it afterwards', async () => {
    const card = await chat.sees('Lena', 'dach', /MQL · #1\b/)
    await chat.type('Felix', 'new later@later.example', 'marketing')
    expect(await ready()).toBe(200)
    const release = await chat.holdStore()
    const startedAt = performance.now()
    const [tapped, typed, sent, status] = await Promise.all([
      chat.tap('Lena', 'dach', card, 'Accept'),
      chat.type('Jonas', `show ${number}`),
      chat.fill('Felix', { Company: 'Later', Source: 'referral', 'Why now?': 'later', Queue: 'DACH' }),
      ready(),
    ])
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect([tapped.error, typed.error, sent.error, status]).toEqual([null, null, null, 503])
    expect(wordsOf(typed.body)).toMatch(notYet)
    expect(wordsOf(sent.body)).toMatch(notYet)
    await chat.sees('Lena', 'dach', notYet)
    await release()
    await chat.sees('Lena', 'dach', /SAL · #1\b[\s\S]*Lena Vogt accepted/)
    await chat.sees('Jonas', 'dach', /MQL · #2\b[\s\S]*later/)
    expect((await linesOf(chat, number)).map(({ verb }) => verb)).toEqual(['new', 'accept'])
    await expect.poll(ready).toBe(200)
  })
})

describe.runIf(process.env.TEST_DATABASE_URL)('while the store is gone', () => {
  it('words come in time, and nothing that was acknowledged is lost', async () => {
    const card = await chat.sees('Lena', 'dach', /MQL · #1\b/)
    const back = chat.loseStore()
    const [tapped, typed] = await Promise.all([
      chat.tap('Lena', 'dach', card, 'Accept'),
      chat.type('Jonas', `touch ${number} call reached`),
    ])
    expect([tapped.error, typed.error]).toEqual([null, null])
    expect(wordsOf(typed.body)).toMatch(notYet)
    await chat.sees('Lena', 'dach', notYet)
    expect(await ready()).toBe(503)
    back()
    await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 20_000 })
    const before = (await linesOf(chat, number)).length
    chat.clock.ms += 1_000
    if (before === 1) await chat.tap('Lena', 'dach', card, 'Accept')
    await chat.sees('Lena', 'dach', /SAL · #1\b/)
    expect((await linesOf(chat, number)).map(({ verb }) => verb)).toEqual(['new', 'accept'])
  })

  it('what was queued before it went goes out when it is back', async () => {
    chat.fail({ call: 'redraw', how: 'throttled' })
    const card = await chat.sees('Lena', 'dach', /MQL · #1\b/)
    await chat.tap('Lena', 'dach', card, 'Accept')
    const back = chat.loseStore()
    await chat.type('Jonas', 'mine')
    back()
    await chat.sees('Lena', 'dach', /SAL · #1\b/)
  })
})
