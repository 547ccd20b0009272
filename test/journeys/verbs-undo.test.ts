import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { dueOf, offered, said, standsIn } from '../support/seen.ts'
import { levels, opportunity } from '../support/story.ts'

const { chat, story } = await openScene({ binds: ['dach', 'italy', 'alerts'] })

describe('undo takes back my last move', () => {
  it('of an acceptance: it waits again, due as before, and the submitter hears so', async () => {
    const number = await story.handOff()
    const before = said(await story.card(number))
    chat.clock.ms += 60_000
    await chat.tap('Lena', 'dach', await story.card(number), 'Accept')
    const contact = await chat.sees('Lena', 'dach', `lead\\d+@company`)
    await chat.tap('Lena', 'dach', contact, 'Undo')
    await chat.sees('Lena', 'dach', `Undone. #${number} .* is MQL again.`)
    const after = said(await story.card(number))
    expect(after).toContain('MQL · ')
    expect(dueOf(after, 'accept')).toBe(dueOf(before, 'accept'))
    expect((await story.told('Felix', number)).at(-1)).toMatch(/Lena Vogt took that back: .* is MQL again/)
    expect(await story.history(number)).toMatch(/Lena Vogt accepted → SAL \(undone\).*Lena Vogt took back/s)
    await chat.tap('Jonas', 'dach', await story.card(number), 'Accept')
    expect(said(await story.card(number))).toContain('Jonas Brandt accepted')
    expect(await story.shows(number)).toContain('accepted by Jonas Brandt')
  })

  it('one standing move after another, the newest first', async () => {
    const number = await story.sal()
    await story.type('Lena', `touch ${number} call reached`)
    expect(await story.type('Lena', `undo ${number}`)).toContain('is SAL again')
    expect(said(await story.card(number))).toContain('first touch by')
    expect(await story.type('Lena', `undo ${number}`)).toContain('is MQL again')
    expect(await story.type('Lena', `undo ${number}`)).toBe('There is nothing of yours to undo in the last 10 minutes.')
  })

  it('works for 10 minutes, to the millisecond', async () => {
    const [one, two] = [await story.sal(), await story.sal()]
    chat.clock.ms += 10 * 60_000
    expect(await story.type('Lena', `undo ${one}`)).toContain('is MQL again')
    chat.clock.ms += 1
    expect(await story.type('Lena', `undo ${two}`)).toContain('Undo works for 10 minutes.')
    expect(said(await story.card(two))).toContain('SAL · ')
  })

  it('not once somebody else followed', async () => {
    const number = await story.sal()
    await story.type('Sofia', `touch ${number} call reached`)
    expect(await story.type('Lena', `undo ${number}`)).toContain(`#${number}: Sofia Berg logged a touch on it `)
    expect(await story.type('Sofia', `undo ${number}`)).toContain('is SAL again')
    expect(await story.type('Lena', `undo ${number}`)).toContain('is MQL again')
  })

  it('without a number it is my last move on any hand-off', async () => {
    const [one, two] = [await story.sal(), await story.sal()]
    await story.type('Lena', `touch ${one} email replied`)
    expect(await story.type('Lena', 'undo')).toContain(`#${one} `)
    expect(await story.type('Lena', 'undo')).toContain(`#${two} `)
    expect(await story.type('Ingrid', 'undo')).toContain('nothing of yours to undo')
  })

  it('of a rejection: reason and date are gone, and it waits in its own queue again', async () => {
    const number = await story.handOff()
    await story.does('Lena', `reject ${number}`, { Reason: 'no budget' })
    await story.type('Lena', `undo ${number}`)
    expect(said(await story.card(number))).toContain('MQL · ')
    expect(await story.shows(number)).not.toContain('returns on 16 Feb 2027 ·')
    const away = { 'What next?': 'Send to another queue', Reason: 'wrong queue', Queue: 'Italy' }
    await story.does('Lena', `reject ${number}`, away)
    await story.type('Lena', `undo ${number}`)
    expect(said(await story.card(number))).toContain('Waiting for DACH')
    expect(said(await story.card(number, 'italy', 'Giulia'))).toContain('It was sent on to DACH.')
    expect((await story.told('Felix', number)).at(-1)).toContain('waits where it was')
  })

  it('of a booked meeting: its AE hears of it and is not asked how it went', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-18', Time: '16:00', AE: 'Karin Holm' })
    await story.type('Lena', `undo ${number}`)
    expect((await story.told('Karin', number)).at(-1)).toContain('Lena Vogt took back the meeting with')
    const { ms } = chat.clock
    chat.clock.ms = Date.parse('2026-11-18T16:00:00Z')
    await chat.tick()
    expect((await story.told('Karin', number)).filter((one) => one.includes('How did it go?'))).toEqual([])
    chat.clock.ms = ms
    expect((await story.shows(number)).split('History')[0]).not.toContain('AE Karin Holm')
    expect(await story.history(number)).toContain('Lena Vogt took back: a booked meeting')
  })

  it('of an outcome: the question stands again', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-17', Time: '16:00', AE: 'Karin Holm' })
    chat.clock.ms += 16 * 60_000
    await chat.tick()
    const question = await chat.sees('Karin', 'direct', new RegExp(`#${number}, .*How did it go`))
    await chat.tap('Karin', 'direct', question, 'No-show')
    await chat.sees('Karin', 'direct', new RegExp(`#${number}, .*: no-show`))
    await story.type('Karin', `undo ${number}`)
    const again = await chat.sees('Karin', 'direct', new RegExp(`#${number}, .*How did it go`))
    expect(again.id).toBe(question.id)
    expect(offered(again)).toContain('Held')
    expect((await story.told('Lena', number)).at(-1)).toContain('took back how the meeting with')
  })

  it('of a qualification: the answers, the AE and the first time of SQL are gone', async () => {
    const number = await story.sql()
    await story.type('Lena', `undo ${number}`)
    expect(said(await story.card(number))).toContain('SAL · ')
    const question = await chat.sees('Paolo', 'direct', new RegExp(`SAL · #${number}`))
    expect(offered(question)).toEqual([])
    expect((await story.told('Paolo', number)).at(-1)).toContain('took that back')
    expect((await story.told('Felix', number)).at(-1)).toContain('took that back')
    await story.type('Lena', `qualify ${number}`)
    expect(standsIn(chat.modal('Lena'), 'Budget')).toBe('Not asked yet')
    const shown = await story.shows(number)
    expect(shown).not.toContain('BANT')
    expect(shown.split('History')[0]).not.toContain('qualified by')
    expect(shown).toContain('qualify by')
  })

  it('of a return and of a hand: the AE has the question again', async () => {
    const number = await story.sql()
    const before = dueOf(await story.shows(number), 'AE decides')
    chat.clock.ms += 60_000
    await story.does('Paolo', `return ${number}`, { Reason: 'no budget', Note: 'None at all.' })
    await story.type('Paolo', `undo ${number}`)
    expect(said(await story.card(number))).toContain('SQL · ')
    expect(dueOf(await story.shows(number), 'AE decides')).toBe(before)
    expect((await story.told('Lena', number)).at(-1)).toContain('Paolo Greco took that back')
    await story.type('Lena', `hand ${number} Tom Richter`)
    await story.type('Lena', `undo ${number}`)
    await chat.settled()
    const question = await chat.sees('Paolo', 'direct', new RegExp(`SQL · #${number}`))
    expect(offered(question).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    expect((await story.told('Tom', number)).at(-1)).toContain('took back that')
  })

  it('of an SQO: the alert says so and names no amount, owner and submitter hear of it', async () => {
    const number = await story.sqo()
    await chat.sees('Felix', 'wins', `SQO · #${number} .*36,000 EUR`)
    await story.type('Paolo', `undo ${number}`)
    await chat.settled()
    const alert = said(await chat.sees('Felix', 'wins', `#${number} .*no SQO any more`))
    expect(alert).not.toContain('36,000')
    expect((await story.told('Lena', number)).at(-1)).toContain('is SQL again')
    expect((await story.told('Felix', number)).at(-1)).toContain('is SQL again')
    await story.type('Paolo', `confirm ${number}`)
    expect(standsIn(chat.modal('Paolo'), 'Amount')).toBeNull()
    await story.send('Paolo', { ...opportunity, Amount: '40000' })
    await chat.sees('Felix', 'wins', `SQO · #${number} .*40,000 EUR`)
  })

  it('of a submission that made two moves: both at once', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-17', AE: 'Paolo Greco' })
    await story.does('Paolo', `qualify ${number}`, { ...levels(2, 2, 2, 3), ...opportunity })
    await story.type('Paolo', `undo ${number}`)
    expect(said(await story.card(number))).toContain('SAL · ')
    const shown = (await story.shows(number)).split('History')
    expect(shown[0]).not.toMatch(/qualified by|confirmed by|36,000/)
    expect(shown[1]).toMatch(/Paolo Greco qualified → SQL.*\(undone\).*Paolo Greco confirmed → SQO.*\(undone\)/s)
    await story.type('Paolo', 'funnel today by source')
    expect(await story.type('Paolo', `undo ${number}`)).toContain('nothing of yours')
  })

  it('of nurture and disqualify: it goes on where it was', async () => {
    const number = await story.sal()
    await story.does('Lena', `nurture ${number}`, { Reason: 'not ready' })
    await story.type('Lena', `undo ${number}`)
    await story.does('Lena', `disqualify ${number}`, { Reason: 'spam' })
    await story.type('Lena', `undo ${number}`)
    const card = said(await story.card(number))
    expect(card).toContain('SAL · ')
    expect(card).toContain('first touch by')
    expect((await story.told('Felix', number)).filter((one) => one.includes('took that back'))).toHaveLength(2)
  })

  it('a hand-off that somebody made cannot be undone', async () => {
    const number = await story.handOff()
    expect(await story.type('Felix', `undo ${number}`)).toContain('nothing of yours to undo')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
