import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { members, queuePeople } from '../../db/schema/index.ts'
import { type Chat, onSlack, openChat } from '../support/chat.ts'
import { errorsOf, offered, said, standsIn, wordsOf } from '../support/seen.ts'
import { countLines, handOffLead, linesOf } from '../support/wire.ts'

let chat: Chat
beforeAll(async () => {
  chat = await openChat()
  await chat.type('Sofia', 'here dach', 'dach')
})
afterAll(() => chat.close())

const cardOf = (number: number, stage = 'MQL') => chat.sees('Lena', 'dach', new RegExp(`${stage} · #${number}\\b`))

const qualified = {
  Budget: '2 · a range named',
  Authority: '2 · decision maker known and engaged',
  Need: '2 · clear problem',
  Timeline: '3 · under 3 months',
}

describe('a tap', () => {
  it('two people tap Accept at once and one of them wins; the other reads who, when, and what is next', async () => {
    const [first, second] = [await handOffLead(chat), await handOffLead(chat)]
    const card = await cardOf(first)
    await cardOf(second)
    await Promise.all([chat.tap('Lena', 'dach', card, 'Accept'), chat.tap('Jonas', 'dach', card, 'Accept')])
    await chat.sees('Mia', 'dach', new RegExp(`SAL · #${first}\\b`))
    expect((await linesOf(chat, first)).map(({ verb }) => verb)).toEqual(['new', 'accept'])
    const owner = said(await cardOf(first, 'SAL')).includes('Lena Vogt accepted') ? 'Lena' : 'Jonas'
    const other = owner === 'Lena' ? 'Jonas' : 'Lena'
    const name = owner === 'Lena' ? 'Lena Vogt' : 'Jonas Brandt'
    await chat.sees(owner, 'dach', new RegExp(`#${first} .*@company`))
    const words = await chat.sees(other, 'dach', new RegExp(`${name} accepted [\\s\\S]*<[\\s\\S]*#${second}`))
    expect(words.isForOneAlone).toBe(true)
    expect(said(words)).toContain(`#${first}`)
    expect(offered(words)).toEqual(['Show'])
    await chat.tap(other, 'dach', words, 'Show')
    await chat.sees(other, 'dach', new RegExp(`MQL · #${second}[\\s\\S]*History`))
  })

  it('on an old card is answered with who did what and when, and changes nothing', async () => {
    const number = await handOffLead(chat)
    const old = structuredClone(await cardOf(number))
    await chat.tap('Lena', 'dach', old, 'Accept')
    await cardOf(number, 'SAL')
    for (const [who, label] of [
      ['Jonas', 'Accept'],
      ['Mia', 'Reject'],
      ['Lena', 'Accept'],
    ] as const) {
      chat.clock.ms += 1_000
      await chat.tap(who, 'dach', old, label)
      await chat.sees(who, 'dach', new RegExp(`#${number}: Lena Vogt accepted it <.*It is SAL now`))
    }
    expect(chat.hasForm('Mia')).toBe(false)
    expect(await linesOf(chat, number)).toHaveLength(2)
  })

  it('is judged by the roles of this moment, not of the moment the card was drawn', async () => {
    const number = await handOffLead(chat)
    const card = await cardOf(number)
    const db = chat.db()
    const [mia] = await db.select().from(members).where(eq(members.email, 'mia.keller@fjordlight.example'))
    const [part] = await db
      .select()
      .from(queuePeople)
      .where(eq(queuePeople.memberId, mia?.id ?? ''))
    if (!mia || !part) throw new Error('Mia is not in her queue.')
    await db.delete(queuePeople).where(eq(queuePeople.memberId, mia.id))
    await chat.tap('Mia', 'dach', card, 'Accept')
    await chat.sees('Mia', 'dach', /You are not in the queue DACH.*Lena Vogt.*Sofia Berg/)
    await db.insert(queuePeople).values(part)
    await db.update(members).set({ isActive: false }).where(eq(members.id, mia.id))
    chat.clock.ms += 1_000
    await chat.tap('Mia', 'dach', card, 'Accept')
    await chat.sees('Mia', 'dach', /colleagues only/)
    await db.update(members).set({ isActive: true }).where(eq(members.id, mia.id))
    expect(await linesOf(chat, number)).toHaveLength(1)
    chat.clock.ms += 1_000
    await chat.tap('Mia', 'dach', card, 'Accept')
    expect(await linesOf(chat, number)).toHaveLength(2)
  })

  it('of somebody for whom the button is not, is refused with the name of whose it is', async () => {
    const number = await handOffLead(chat)
    await chat.tap('Lena', 'dach', await cardOf(number), 'Accept')
    const card = await cardOf(number, 'SAL')
    for (const label of ['Log touch', 'Qualify', 'Book meeting', 'Nurture', 'Disqualify']) {
      await chat.tap('Jonas', 'dach', card, label)
      expect(chat.hasForm('Jonas')).toBe(false)
    }
    await chat.sees('Jonas', 'dach', new RegExp(`#${number} is for Lena Vogt to disqualify`))
    expect(await linesOf(chat, number)).toHaveLength(2)
  })
})

describe('a form', () => {
  it('that is sent twice acts once, and the second answer is the first', async () => {
    const number = await handOffLead(chat)
    await chat.tap('Lena', 'dach', await cardOf(number), 'Accept')
    await chat.tap('Lena', 'dach', await cardOf(number, 'SAL'), 'Log touch')
    const act = await chat.fill('Lena', { Kind: 'Call', Outcome: 'Reached', Note: 'All said.' })
    const again = await chat.replay(act)
    expect(again.body).toEqual(act.body)
    expect((await linesOf(chat, number)).map(({ verb }) => verb)).toEqual(['new', 'accept', 'touch'])
  })

  it('sent after the stage moved on is answered in words, changes nothing, and keeps what was typed', async () => {
    const number = await handOffLead(chat)
    await chat.tap('Lena', 'dach', await cardOf(number), 'Accept')
    await chat.tap('Lena', 'dach', await cardOf(number, 'SAL'), 'Qualify')
    const form = chat.modal('Lena')
    await chat.type('Sofia', `disqualify ${number} no_need`)
    await cardOf(number, 'DISQUALIFIED')
    await chat.fill('Lena', { ...qualified, 'Evidence: Budget': 'Typed with care.', 'Spoke on': '2026-11-17' })
    expect(said(chat.modal('Lena'))).toMatch(new RegExp(`#${number}: Sofia Berg disqualified it `))
    // The words stand over the form in Slack; in Teams they replace it, and quote what was written.
    if (onSlack) await chat.closeForm('Lena')
    if (onSlack) expect(chat.modal('Lena').id).toBe(form.id)
    const kept = onSlack ? standsIn(chat.modal('Lena'), 'Evidence: Budget') : said(chat.modal('Lena'))
    expect(kept).toContain('Typed with care.')
    expect((await linesOf(chat, number)).map(({ verb }) => verb)).toEqual(['new', 'accept', 'disqualify'])
    await chat.closeForm('Lena')
  })

  it('with errors keeps what was typed, and goes through when they are mended', async () => {
    const number = await handOffLead(chat)
    await chat.tap('Lena', 'dach', await cardOf(number), 'Accept')
    await chat.tap('Lena', 'dach', await cardOf(number, 'SAL'), 'Qualify')
    await chat.fill('Lena', { ...qualified, 'Evidence: Need': 'Typed once.', 'Spoke on': '2026-11-30' })
    expect(errorsOf(chat.modal('Lena'))).toEqual({ 'Spoke on': 'That is in the future.' })
    expect(await linesOf(chat, number)).toHaveLength(2)
    await chat.fill('Lena', { 'Spoke on': '2026-11-17' })
    await chat.sees('Lena', 'dach', new RegExp(`SQL · #${number}\\b`))
    expect(said(chat.modal('Lena'))).toContain('73.3')
    await chat.type('Lena', `show ${number}`)
    expect(chat.whispered('Lena')).toContain('Typed once.')
  })
})

describe('a request that comes again', () => {
  it('a command, a tap and a form have no second effect and are answered as the first', async () => {
    const number = await handOffLead(chat)
    const tapped = await chat.tap('Lena', 'dach', await cardOf(number), 'Accept')
    await cardOf(number, 'SAL')
    const typed = await chat.type('Lena', `touch ${number} call reached`)
    const asked = await chat.type('Lena', `show ${number}`)
    const lines = await countLines(chat)
    for (const act of [tapped, typed, asked]) {
      const again = await chat.replay(act)
      expect([again.status, again.body]).toEqual([act.status, act.body])
    }
    expect(await countLines(chat)).toBe(lines)
  })

  it('also when the product was restarted in between', async () => {
    const number = await handOffLead(chat)
    const tapped = await chat.tap('Lena', 'dach', await cardOf(number), 'Accept')
    const typed = await chat.type('Lena', `touch ${number} call reached`)
    await chat.restart()
    expect((await chat.replay(tapped)).status).toBe(200)
    expect(wordsOf((await chat.replay(typed)).body)).toContain(`Logged for #${number}`)
    expect((await linesOf(chat, number)).map(({ verb }) => verb)).toEqual(['new', 'accept', 'touch'])
  })
})

it('nothing that was sent broke a rule of the platform', () => {
  expect(chat.problems().filter(({ error }) => error !== 'invalid_url')).toEqual([])
})
