import { beforeAll, describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { labelsOf, offered, said, standsIn } from '../support/seen.ts'
import { levels, opportunity, titleOf } from '../support/story.ts'

const { chat, story } = await openScene({ binds: ['dach', 'nordics', 'italy', 'alerts'] })

describe('the AE decides', () => {
  const question = (number: number) => chat.sees('Paolo', 'direct', titleOf(number))
  beforeAll(async () => {
    await story.type('Sofia', 'here alerts big-opportunities', 'marketing')
  })

  it('hand by rotation goes round all AEs of the queue before it comes back', async () => {
    const asked: string[] = []
    for (let i = 0; i < 6; i++) {
      const number = await story.sql()
      chat.clock.ms += 1_000
      const { text } = await story.does('Lena', `hand ${number}`, {})
      asked.push(/with (\w+)/.exec(text)?.[1] ?? text)
      chat.clock.ms += 1_000
      await story.type('Lena', `hand ${number} Paolo Greco`)
    }
    expect(new Set(asked)).toEqual(new Set(['Tom', 'Karin']))
    expect(asked.filter((one) => one === 'Tom')).toHaveLength(3)
  })

  it('hand by name or mention gives it to that AE, the earlier question loses its buttons', async () => {
    const number = await story.sql()
    expect(await story.type('Lena', `hand ${number} tom richter`)).toContain('is with Tom Richter now.')
    expect(offered(await chat.sees('Tom', 'direct', `SQL · #${number}`)).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    await chat.settled()
    expect(said(await question(number))).toContain('It is with Tom Richter now.')
    expect(offered(await question(number))).toEqual([])
    expect(await story.type('Lena', `hand ${number} @Karin Holm`)).toContain('is with Karin Holm now.')
    expect(await story.type('Lena', `hand ${number} Lena Vogt`)).toContain('I know no AE called “Lena Vogt”')
    expect(await story.type('Paolo', `hand ${number} rotation`)).toContain('is for Lena Vogt to hand to an AE')
  })

  it('handed to the AE who has it, it stays as it is: no line, and no time more to decide', async () => {
    const number = await story.sql()
    const [shown, history] = [await story.shows(number), await story.history(number)]
    chat.clock.ms += 60 * 60_000
    const text = await story.type('Lena', `hand ${number} Paolo Greco`)
    expect(text).toBe(`#${number} is with Paolo Greco already. Nothing has changed. Show`)
    expect(await story.shows(number)).toBe(shown)
    expect(await story.history(number)).toBe(history)
    expect(await story.type('Lena', `hand ${number} Tom Richter`)).toContain('is with Tom Richter now.')
  })

  it('confirm asks for everything an SQO needs, each at its field', async () => {
    const number = await story.sql()
    await chat.tap('Paolo', 'direct', await question(number), 'Confirm SQO')
    const form = chat.modal('Paolo')
    expect(labelsOf(form)).toEqual([
      'Meeting held on',
      ...Object.keys({ Amount: 0, Currency: 0 }),
      'Expected close date',
      'Next step',
      'Next step by',
    ])
    expect(standsIn(form, 'Meeting held on')).toBe('2026-11-18')
    expect(standsIn(form, 'Currency')).toContain('EUR')
    const errorsWith = async (fields: Record<string, string | null>) =>
      (await story.send('Paolo', { ...opportunity, ...fields })).errors
    expect(await errorsWith({ Amount: '12.500' })).toEqual({
      Amount: expect.stringContaining('Is that 12500 or 12.50?'),
    })
    expect(await errorsWith({ Amount: '12.5.3' })).toHaveProperty('Amount')
    expect(await errorsWith({ Amount: '0' })).toEqual({ Amount: 'An amount must be more than 0.' })
    const past = 'That date is in the past.'
    expect(await errorsWith({ 'Expected close date': '2026-11-17' })).toEqual({ 'Expected close date': past })
    expect(await errorsWith({ 'Next step by': '2026-11-17' })).toEqual({ 'Next step by': past })
    expect(await errorsWith({ 'Meeting held on': '2026-11-19' })).toHaveProperty('Meeting held on')
    expect(await errorsWith({ 'Meeting held on': null })).toHaveProperty('Meeting held on')
    expect(said(await story.card(number))).toContain('SQL · ')
    const { text } = await story.send('Paolo', {
      'Meeting held on': '2026-11-17',
      Currency: 'CHF',
      Amount: '12,500.50',
    })
    expect(text).toContain('is an SQO.')
    expect(said(await chat.sees('Felix', 'wins', `SQO · #${number}`))).toContain('12,500.50 CHF')
  })

  it('owner and submitter hear of the SQO, the AE does not, and places hear by their rule', async () => {
    const number = await story.sqo()
    expect((await story.told('Lena', number)).at(-1)).toContain(`Paolo Greco confirmed #${number}`)
    expect((await story.told('Felix', number)).at(-1)).toContain(`Paolo Greco confirmed #${number}`)
    expect((await story.told('Paolo', number)).filter((one) => one.includes('confirmed #'))).toEqual([])
    await chat.sees('Felix', 'wins', `SQO · #${number}`)
    const all = chat.see('Felix', 'marketing').map(said)
    expect(all.filter((one) => one.includes(`SQO · #${number}`))).toEqual([])
    expect(said(await story.card(number))).not.toContain('36,000')
    expect(await story.type('Giulia', `show ${number}`)).not.toContain('36,000')
  })

  it('a large one of a large company comes to the place of the rule too', async () => {
    const number = await story.handOff({ Employees: '640' })
    await story.type('Lena', `accept ${number}`)
    const fields = { ...levels(2, 2, 2, 3), 'Account executive': 'Paolo Greco', 'Spoke on': '2026-11-18' }
    await story.does('Lena', `qualify ${number}`, fields)
    await story.does('Paolo', `confirm ${number}`, opportunity)
    await chat.sees('Felix', 'marketing', `SQO · #${number}`)
  })

  it('below 70 the same form asks for the override, and the card bears its mark', async () => {
    const number = await story.sql(levels(2, 2, 2, 2))
    await story.type('Paolo', `confirm ${number}`)
    expect(story.reads('Paolo')).toContain('It scores 66.7 of 100, an SQO needs 70.')
    const why = { 'Reason to override': 'known customer', 'Why override?': 'Third contract with the same buyer.' }
    await story.send('Paolo', { ...opportunity, ...why })
    expect(said(await story.card(number))).toMatch(/SQO · .*Paolo Greco confirmed .* · override: known customer/s)
  })

  it('Confirm is for the AE and managers, and a tap on an answered question says who answered', async () => {
    const number = await story.sql()
    const old = await question(number)
    expect(await story.type('Lena', `confirm ${number}`)).toContain(`#${number} is for Paolo Greco to confirm.`)
    await story.does('Sofia', `confirm ${number}`, opportunity)
    await chat.settled()
    expect(offered(await question(number))).toEqual([])
    await chat.tap('Paolo', 'direct', old, 'Return')
    await chat.sees('Paolo', 'direct', `#${number}: Sofia Berg confirmed it `)
  })

  it('returned, it is its owner’s again: the owner hears why, the AE’s card loses its buttons, the clocks turn', async () => {
    const number = await story.sql()
    await chat.tap('Paolo', 'direct', await question(number), 'Return')
    const none = await story.send('Paolo', { Reason: 'other', Note: 'too short' })
    expect(none.errors).toEqual({ Note: 'Please write at least 20 characters about it.' })
    await story.send('Paolo', { Reason: 'no decision maker', Note: 'The CFO was not there.' })
    await chat.dismiss('Paolo')
    expect((await story.told('Lena', number)).at(-1)).toContain('Paolo Greco returned')
    expect((await story.told('Lena', number)).at(-1)).toContain('no decision maker. “The CFO was not there.”')
    expect((await story.told('Paolo', number)).filter((one) => one.includes('returned #'))).toEqual([])
    expect(offered(await question(number))).toEqual([])
    expect(said(await question(number))).toContain('Paolo Greco')
    const card = said(await story.card(number))
    expect(card).toMatch(/SAL · .*Paolo Greco returned it .*: no decision maker\. Back with Lena Vogt · qualify by/s)
    expect(card).not.toContain('CFO')
    const shown = await story.shows(number)
    expect(shown).toContain('qualify by')
    expect(shown).not.toContain('AE decides by')
  })

  it('returned by a manager, owner and AE both hear of it', async () => {
    const number = await story.sql()
    await story.does('Sofia', `return ${number}`, { Reason: 'not mine', Note: 'Goes to another team.' })
    expect((await story.told('Lena', number)).at(-1)).toContain('Sofia Berg returned')
    expect((await story.told('Paolo', number)).at(-1)).toContain('Sofia Berg returned')
  })

  it('nurture and disqualify close it from SAL and SQL, and the submitter alone hears of it', async () => {
    const one = await story.sal()
    const missing = await story.does('Lena', `nurture ${one}`, { Reason: 'bad timing' })
    expect(missing.errors).toEqual({ 'Come back on': 'Please fill this in.' })
    await story.send('Lena', { 'Come back on': '2027-06-01' })
    expect(said(await story.card(one))).toMatch(/NURTURE · .*bad timing\. Returns on 1 Jun 2027/s)
    expect((await story.told('Felix', one)).at(-1)).toContain('came back from Lena Vogt: bad timing')
    const news = await chat.sees('Felix', 'direct', new RegExp(`#${one}\\b.* came back`))
    expect(offered(news)).toEqual(['History', 'Reopen'])
    expect(await story.type('Felix', 'nurture')).toContain(`#${one}`)
    const two = await story.sql()
    await chat.tap('Paolo', 'direct', await question(two), 'Disqualify')
    await story.send('Paolo', { Reason: 'competitor' })
    expect(said(await story.card(two))).toMatch(/DISQUALIFIED · .*Paolo Greco, .*: competitor/s)
    expect((await story.told('Felix', two)).at(-1)).toContain('Paolo Greco disqualified')
    expect((await story.told('Lena', two)).filter((text) => text.includes('disqualified'))).toEqual([])
    expect(await story.type('Jonas', `nurture ${await story.sal()}`)).toContain('is for Lena Vogt to put into nurture')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
