import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../db/rows.ts'
import { levels, markupIn, openChain } from '../support/chain.ts'
import type { Chat } from '../support/chat.ts'
import { fieldErrors, offered, said } from '../support/seen.ts'
import { countLines, type openWire } from '../support/wire.ts'

let chat: Chat
let wire: ReturnType<typeof openWire>

beforeAll(async () => {
  const chain = await openChain()
  chat = chain.chat
  wire = chain.wire
})
afterAll(() => chat.close())

const strange = {
  'a broadcast': '<!channel> <!here> @channel @everyone',
  'a mention': '<@U123> <@ULENA> @Lena Vogt',
  'a link': '<https://evil.example|bank> https://evil.example <mailto:a@b.example>',
  markup: '*bold* _it_ ~gone~ `code` > quote ```block```',
  'emoji codes': ':rotating_light: :+1: 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'what turns the direction': 'a\u202Egnp.exe\u202C \u2066b\u2069 \u200F',
  'what cannot be stored': 'NUL \u0000 bell \u0007 lone \uD800 and \uDC00',
  'line ends': 'one\r\ntwo\u2028three\u0085four',
  'the names of objects': '__proto__ constructor toString',
  ampersands: '&'.repeat(180),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody types
  placeholders: '{name} {0} %s ${x} {{y}}',
}

const visible = (text: string) => text.replace(/\s+/g, ' ').trim()

describe('strange text is shown as what it is: it pings nobody, links nowhere and breaks no card', () => {
  it.each(Object.entries(strange))('%s', async (what, text) => {
    await chat.type('Felix', 'new', 'marketing')
    const before = await countLines(chat)
    const person = { name: text, company: text, title: text, campaign: text, sourceDetail: text, why: text }
    const answer = await wire.submit('Felix', {
      ...person,
      email: `lead${before}@strange${before}.example`,
      source: 'referral',
      queue: 'dach',
    })
    expect(answer.status).toBe(200)
    expect(fieldErrors(answer.body)).toEqual({})
    await chat.closeForm('Felix')
    const [row] = await rowsOf(chat.db(), sql`select max(number) as number from handoffs`)
    const number = Number(row?.number)
    const card = await chat.sees('Lena', 'dach', new RegExp(`MQL · #${number}\\b`))
    if (['a broadcast', 'a mention', 'a link', 'markup', 'emoji codes', 'placeholders'].includes(what))
      expect(visible(said(card))).toContain(visible(text))
    expect(said(card)).not.toMatch(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200F]|\p{Surrogate}/u)
    await chat.type('Lena', `accept ${number}`)
    await chat.type('Lena', `touch ${number}`)
    await wire.submit('Lena', { kind: 'call', outcome: 'reached', note: text })
    await chat.closeForm('Lena')
    await chat.type('Lena', `qualify ${number}`)
    await wire.submit('Lena', { ...levels, evidence_budget: text, evidence_need: text })
    await chat.closeForm('Lena')
    await chat.sees('Lena', 'dach', new RegExp(`SQL · #${number}\\b`))
    for (const word of [`show ${number}`, `why ${number}`, `find ${text}`, 'mine', 'queue', `mine ${text}`, text])
      expect((await chat.type('Lena', word.slice(0, 400))).error).toBeNull()
    expect(markupIn(chat)).toEqual([])
  })

  it('the longest text in every field', async () => {
    await chat.type('Felix', 'new', 'marketing')
    const name = '&'.repeat(200)
    const answer = await wire.submit('Felix', {
      name,
      company: name,
      title: name,
      campaign: name,
      sourceDetail: name,
      why: '&'.repeat(1_000),
      email: `${'l'.repeat(60)}@${'d'.repeat(60)}.example`,
      phone: '+49 30 5550 1412',
      employees: '99999999',
      source: 'referral',
      queue: 'dach',
    })
    expect(fieldErrors(answer.body)).toEqual({})
    await chat.closeForm('Felix')
    const card = await chat.sees('Lena', 'dach', /MQL · #\d+ +&{100}[\s\S]*99,999,999/)
    const number = Number(/#(\d+)/.exec(said(card))?.[1])
    await chat.type('Lena', `accept ${number}`)
    for (let i = 0; i < 5; i++) {
      await chat.type('Lena', `touch ${number}`)
      await wire.submit('Lena', { kind: 'call', outcome: 'reached', note: '&'.repeat(2_000) })
      await chat.closeForm('Lena')
    }
    await chat.type('Lena', `qualify ${number}`)
    const evidence = '&'.repeat(1_000)
    await wire.submit('Lena', {
      ...levels,
      evidence_budget: evidence,
      evidence_authority: evidence,
      evidence_need: evidence,
      evidence_timeline: evidence,
    })
    await chat.closeForm('Lena')
    await chat.sees('Lena', 'dach', new RegExp(`SQL · #${number}\\b`))
    await chat.type('Lena', `show ${number}`)
    expect(offered(chat.whisper('Lena', 'dach')).length).toBeGreaterThan(0)
    expect(markupIn(chat)).toEqual([])
  })
})

it('nothing that was sent broke a rule of the platform, and no word ended as a mistake of ours', () => {
  expect(markupIn(chat)).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
