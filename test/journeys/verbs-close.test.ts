import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said, standsIn } from '../support/seen.ts'
import { opportunity, titleOf } from '../support/story.ts'

const dayMs = 86_400_000

const { chat, story } = await openScene({ binds: ['dach', 'italy', 'alerts'] })

describe('an SQO comes to its end', () => {
  const alert = async (number: number) => {
    await chat.settled()
    return chat.see('Felix', 'wins').filter((one) => said(one).includes(`#${number} `))
  }
  const firstAlert = async (number: number) => {
    const [one] = await alert(number)
    if (!one) throw new Error(`No alert of #${number} stands there.`)
    return one
  }
  const questions = async (number: number) => {
    await chat.settled()
    return chat.see('Paolo', 'direct').filter((one) => titleOf(number).test(said(one)))
  }

  it('step plans what is next, by command and by form, and its clock runs anew', async () => {
    const number = await story.sqo()
    expect(await story.shows(number)).toContain('next step by <Tue 15 Dec')
    const text = await story.type('Paolo', `step ${number} 2026-12-01 call the CFO`)
    expect(text).toContain('next step by 1 Dec 2026, call the CFO.')
    const shown = await story.shows(number)
    expect(shown).toMatch(/SQO · .*next step by <Tue 1 Dec,.*call the CFO/s)
    expect(shown).not.toContain('next step by <Tue 15 Dec')
    const { errors } = await story.does('Sofia', `step ${number}`, { 'Next step by': '2026-11-17' })
    expect(errors).toEqual({ 'Next step by': 'That date is in the past.' })
    expect(standsIn(chat.modal('Sofia'), 'Next step')).toBe('call the CFO')
    await story.send('Sofia', { 'Next step': 'sign', 'Next step by': '2026-12-08' })
    await chat.dismiss('Sofia')
    expect(await story.shows(number)).toContain('next step by <Tue 8 Dec')
    expect(await story.type('Sofia', `undo ${number}`)).toContain('Undone.')
    expect(await story.shows(number)).toMatch(/next step by <Tue 1 Dec,.*call the CFO/s)
  })

  it('step, win and lose are for the AE and managers, and for an SQO alone', async () => {
    const number = await story.sqo()
    expect(await story.type('Lena', `step ${number} 2026-12-01 call`)).toContain(
      `#${number} is for Paolo Greco to plan`,
    )
    expect(await story.type('Lena', `win ${number} 100`)).toContain(`#${number} is for Paolo Greco to close as won`)
    expect(await story.type('Lena', `lose ${number} price`)).toContain(`#${number} is for Paolo Greco to close as lost`)
    const sql = await story.sql()
    for (const typed of [`step ${sql} 2026-12-01 call`, `win ${sql} 100`, `lose ${sql} price`])
      expect(await story.type('Paolo', typed)).toContain(`#${sql}: Lena Vogt qualified it`)
    expect(await story.type('Sofia', `sendback ${sql} wrong_data`)).toContain('It is SQL now.')
  })

  it('won from the alert: the amount is preset, the places of alerts, owner and submitter hear of it', async () => {
    const number = await story.sqo()
    const before = await firstAlert(number)
    expect(offered(before)).toEqual(['Show', 'Send back', 'Won', 'Lost'])
    await chat.tap('Paolo', 'wins', before, 'Won')
    expect(standsIn(chat.modal('Paolo'), 'Amount')).toBe('36000')
    expect(standsIn(chat.modal('Paolo'), 'Currency')).toContain('EUR')
    expect((await story.send('Paolo', { Amount: '0' })).errors).toEqual({ Amount: 'An amount must be more than 0.' })
    await story.send('Paolo', { Amount: '38,500' })
    await chat.dismiss('Paolo')
    const news = await alert(number)
    expect(news).toHaveLength(2)
    for (const one of news) expect(said(one)).toMatch(/WON · .*Paolo Greco won Company \d+: 38,500 EUR/)
    for (const one of news) expect(offered(one)).toEqual(['Show'])
    expect((await story.told('Lena', number)).at(-1)).toContain(`Paolo Greco won #${number}`)
    expect((await story.told('Felix', number)).at(-1)).toContain('38,500 EUR')
    expect((await story.told('Paolo', number)).filter((one) => one.includes(' won #'))).toEqual([])
    const card = await story.card(number)
    expect(said(card)).toMatch(/WON · .*Paolo Greco won it/s)
    expect(said(card)).not.toContain('38,500')
    expect(await story.type('Giulia', `show ${number}`)).not.toContain('38,500')
    expect(await story.history(number)).toMatch(/Paolo Greco closed it as won → WON.*38,500 EUR/)
    expect(await story.shows(number)).not.toContain('next step by <')
    expect(await story.type('Sofia', 'funnel today')).toContain('1 won')
  })

  it('win typed with its amount is done at once, in the currency that was named or confirmed', async () => {
    const [one, two] = [await story.sqo(), await story.sqo()]
    expect(await story.type('Paolo', `win ${one} 12.500`)).toContain('Is that 12500 or 12.50?')
    expect(await story.type('Paolo', `win ${one} 12,500`)).toContain('is won: 12,500 EUR.')
    expect(await story.type('Sofia', `win ${two} 9,000 chf`)).toContain('is won: 9,000 CHF.')
    expect(await story.type('Sofia', `win ${two} 9,000 chf`)).toContain(`#${two}: Sofia Berg closed it as won`)
  })

  it('a win undone: the news is taken back, its clock runs as before, and who heard of it hears that', async () => {
    const number = await story.sqo()
    await story.type('Paolo', `win ${number} 1,000`)
    expect(await story.type('Paolo', `undo ${number}`)).toContain('is SQO again')
    const [first, news] = (await alert(number)).map(said)
    expect(first).toMatch(/SQO · .*36,000 EUR/)
    expect(news).toContain('taken back, it is not won yet')
    expect((await story.told('Lena', number)).at(-1)).toContain('Paolo Greco took that back')
    expect(await story.shows(number)).toMatch(/36,000 EUR.*next step by </s)
  })

  it('lost: owner, submitter and managers hear why, and no place has more than its card redrawn', async () => {
    const number = await story.sqo()
    await chat.settled()
    const before = (['wins', 'dach', 'marketing'] as const).map((where) => chat.see('Felix', where).length)
    await chat.tap('Paolo', 'wins', await firstAlert(number), 'Lost')
    const { errors } = await story.send('Paolo', { Reason: 'other', Note: 'too short' })
    expect(errors).toEqual({ Note: 'Please write at least 20 characters about it.' })
    await story.send('Paolo', { Reason: 'price', Note: 'A third over their budget.' })
    await chat.dismiss('Paolo')
    for (const who of ['Lena', 'Felix', 'Sofia'] as const)
      expect((await story.told(who, number)).at(-1)).toMatch(
        /Paolo Greco closed .* as lost: price\. “A third over their budget\.”/,
      )
    expect((await story.told('Paolo', number)).filter((one) => one.includes('as lost'))).toEqual([])
    expect((['wins', 'dach', 'marketing'] as const).map((where) => chat.see('Felix', where).length)).toEqual(before)
    expect(said(await firstAlert(number))).toMatch(/LOST · .*: price, by Paolo Greco/)
    expect(offered(await firstAlert(number))).toEqual(['Show'])
    expect(said(await story.card(number))).toMatch(/LOST · .*Paolo Greco, .*: price/s)
    expect(await story.type('Giulia', `show ${number}`)).not.toContain('third over')
    expect(await story.type('Paolo', `undo ${number}`)).toContain('is SQO again')
    expect((await story.told('Sofia', number)).at(-1)).toContain('Paolo Greco took that back')
  })

  it('sent back by the manager, the AE is asked anew at the end of their messages', async () => {
    const number = await story.sqo()
    expect(await story.type('Paolo', `sendback ${number} wrong_data`)).toContain('A manager of its queue can do it.')
    await chat.tap('Lena', 'wins', await firstAlert(number), 'Send back')
    await chat.sees('Lena', 'wins', `#${number} is not yours to send back`)
    await chat.tap('Sofia', 'wins', await firstAlert(number), 'Send back')
    const { errors } = await story.send('Sofia', { Reason: 'other' })
    expect(errors).toEqual({ Note: 'Please write at least 20 characters about it.' })
    const { text } = await story.send('Sofia', { Reason: 'wrong data', Note: 'The amount is last year’s.' })
    expect(text).toContain('is an SQL again, and Paolo Greco decides anew.')
    await chat.dismiss('Sofia')
    const [old, anew] = await questions(number)
    expect(old && said(old)).toContain('It was asked anew, further down.')
    expect(old && offered(old)).toEqual([])
    expect(anew && said(anew)).toMatch(/SQL · .*Sofia Berg sent it back .*: wrong data.*The amount is last year’s/s)
    expect(anew && offered(anew).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    expect(said(await firstAlert(number))).toContain('no SQO any more')
    const card = said(await story.card(number))
    expect(card).toMatch(/SQL · .*Sofia Berg sent it back .*: wrong data .*with Paolo Greco, decide by/s)
    expect(card).not.toContain('last year')
    expect(await story.shows(number)).not.toContain('next step by <')
    if (anew) await chat.tap('Paolo', 'direct', anew, 'Confirm SQO')
    await story.send('Paolo', { ...opportunity, Amount: '20,000' })
    await chat.dismiss('Paolo')
    expect((await questions(number)).flatMap(offered)).toEqual([])
    expect(said(await firstAlert(number))).toContain('20,000 EUR')
  })

  it('strange text in an amount, a reason or a step is refused, or stands as what it is', async () => {
    const number = await story.sqo()
    for (const amount of ['1e309', '-0', 'NaN', '12.5.3', '<!channel>', '0', '-5'])
      expect(await story.type('Paolo', `win ${number} ${amount}`), amount).not.toContain('is won')
    expect(await story.type('Paolo', `win ${number} 100 XXZ`)).toContain('That is not a currency.')
    expect(await story.type('Paolo', `lose ${number} duplicate`)).toContain('Pick a reason from the list.')
    expect(await story.type('Paolo', `step ${number} 2027-02-30 call`)).toContain('The calendar has no such date.')
    await story.type('Paolo', `step ${number} 2027-02-27 <!channel> *now* <https://evil.example|bank>`)
    expect(await story.shows(number)).toContain('<!channel> *now*')
    expect(said(await story.card(number))).toContain('SQO · ')
  })

  // Last of all: it lets a month go by.
  it('sending back works for 30 days, to the millisecond, and is undone with its clocks', async () => {
    const number = await story.sqo()
    chat.clock.ms += 30 * dayMs
    expect(await story.type('Sofia', `sendback ${number} not_an_opportunity`)).toContain('is an SQL again')
    expect(await story.shows(number)).toContain('AE decides by')
    expect(await story.type('Sofia', `undo ${number}`)).toContain('is SQO again')
    const shown = await story.shows(number)
    expect(shown).toContain('next step was due')
    expect(shown).not.toContain('AE decides by')
    expect((await questions(number)).flatMap(offered)).toEqual([])
    expect((await story.told('Paolo', number)).at(-1)).toContain('Sofia Berg took that back')
    chat.clock.ms += 1
    const late = await story.type('Sofia', `sendback ${number} not_an_opportunity`)
    expect(late).toContain('Sending back works for 30 days; close it as lost instead.')
    expect(await story.type('Sofia', `sendback ${number}`)).toContain('Sending back works for 30 days')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
