import { describe, expect, it } from 'vitest'
import { onSlack } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { labelsOf, offered, said, standsIn } from '../support/seen.ts'
import { levels, opportunity } from '../support/story.ts'

const { chat, story } = await openScene({ binds: ['dach', 'alerts'] })

describe('a conversation is judged', () => {
  const spoken = async () => {
    const number = await story.sal()
    await story.type('Lena', `touch ${number} call reached`)
    return number
  }

  describe.each([
    ['2/2/2/3', [2, 2, 2, 3], 73.3, 'SQL', /BANT 73\.3 of 100 It is an SQL now, and Paolo Greco decides\.$/],
    ['2/2/2/2', [2, 2, 2, 2], 66.7, 'SQL', /An SQO needs 70\. One level more is needed for an SQO\.$/],
    ['2/3/3/0', [2, 3, 3, 0], 71.7, 'SAL', /Timeline is “none, or over 12 months”\. Suggested: nurture until/],
    ['1/3/3/3', [1, 3, 3, 3], 83.3, 'SAL', /Budget is “interest, no figure”\. Suggested: nurture, or override/],
    ['3/1/3/3', [3, 1, 3, 3], 83.3, 'SAL', /Authority is “influences”\. Suggested: keep working, and find the dec/],
    ['2/2/0/3', [2, 2, 0, 3], 53.3, 'SAL', /Need is “none”\. Suggested: disqualify \(soft\)/],
    ['2/?/3/2', [2, null, 3, 2], 60, 'SAL', /Saved as a draft\. Still to ask: Authority\./],
  ] as const)('%s', (_, answers, score, stage, words) => {
    it(`scores ${score}, is ${stage} then, and says what to do`, async () => {
      const number = await spoken()
      const ae = { 'Account executive': 'Paolo Greco' }
      const { text } = await story.does('Lena', `qualify ${number}`, { ...levels(...answers), ...ae })
      expect(text.replaceAll('\n', ' ')).toContain(`BANT ${score} of 100`)
      expect(text.replaceAll('\n', ' ')).toMatch(words)
      const buttons = offered(chat.modal('Lena'))
      if (stage === 'SQL') expect(buttons).toEqual([])
      else if (answers[1] === null) expect(buttons).toEqual(['Qualify'])
      else expect(buttons).toEqual([answers[2] === 0 ? 'Disqualify' : 'Nurture', 'Override…'])
      const isFailed = stage === 'SAL' && answers[1] !== null
      // What closes a dialog of Teams, or nothing does in a message, bears no words of ours.
      if (onSlack) expect(chat.modal('Lena').closing).toBe(isFailed ? 'Keep as SAL' : 'Close')
      expect(said(await story.card(number))).toContain(`${stage} · #${number}`)
    })
  })

  it('a button of the suggestion opens its form in the same window', async () => {
    const number = await spoken()
    await story.does('Lena', `qualify ${number}`, levels(2, 3, 3, 0))
    await chat.press('Lena', 'Nurture')
    await story.send('Lena', { Reason: 'not ready' })
    expect(said(await story.card(number))).toContain('NURTURE · ')
  })

  it('a draft keeps levels and evidence, asks for nothing, and is shown again', async () => {
    const number = await story.sal()
    await story.type('Lena', `qualify ${number}`)
    await chat.fillOne('Lena', 'Budget', '2 · a range named')
    await chat.fillOne('Lena', 'Evidence: Budget', '30 to 40 k€')
    await chat.press('Lena', 'Save draft')
    expect(story.reads('Lena')).toContain('Saved as a draft. Still to ask: Authority, Need, and Timeline.')
    await story.type('Lena', `qualify ${number}`)
    expect(standsIn(chat.modal('Lena'), 'Budget')).toBe('2 · a range named')
    expect(standsIn(chat.modal('Lena'), 'Evidence: Budget')).toBe('30 to 40 k€')
    expect(standsIn(chat.modal('Lena'), 'Need')).toBe('Not asked yet')
    expect(said(await story.card(number))).toContain('SAL · ')
  })

  it('an SQL needs a conversation: logged before, or said in the form, and never ahead of today', async () => {
    const number = await story.sal()
    const first = await story.does('Lena', `qualify ${number}`, levels(2, 2, 2, 3))
    expect(Object.keys(first.errors)).toEqual(['Spoke on'])
    expect(said(await story.card(number))).toContain('SAL · ')
    expect((await story.send('Lena', { 'Spoke on': '2026-11-19' })).errors).toEqual({
      'Spoke on': 'That is in the future.',
    })
    expect((await story.send('Lena', { 'Spoke on': '2026-11-17' })).text).toContain('It is an SQL now')
  })

  it('a conversation that the form tells of is the first touch, also where it stays an SAL; a draft tells of none', async () => {
    const number = await story.sal()
    await story.type('Lena', `qualify ${number}`)
    await chat.fillOne('Lena', 'Spoke on', '2026-11-18')
    await chat.press('Lena', 'Save draft')
    expect(said(await story.card(number))).toContain('first touch by')
    await story.does('Lena', `qualify ${number}`, { ...levels(2, 3, 3, 0), 'Spoke on': '2026-11-18' })
    const card = said(await story.card(number))
    expect(card).toContain('SAL · ')
    expect(card).toContain('qualify by')
    expect(card).not.toContain('first touch by')
    await story.type('Lena', `undo ${number}`)
    expect(said(await story.card(number))).toContain('first touch by')
  })

  it('so is the meeting that the AE held', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-17', AE: 'Paolo Greco' })
    expect(said(await story.card(number))).toContain('first touch by')
    await story.does('Paolo', `qualify ${number}`, levels(2, 2, 0, 3))
    expect(said(await story.card(number))).not.toContain('first touch by')
  })

  it('AE and submitter hear of an SQL, the actor does not; evidence stands with the AE and not in the place', async () => {
    const number = await spoken()
    await story.does('Lena', `qualify ${number}`, {
      ...levels(2, 2, 2, 3),
      'Account executive': 'Paolo Greco',
      'Evidence: Need': 'The audit in March.',
    })
    const question = await chat.sees('Paolo', 'direct', new RegExp(`SQL · #${number}`))
    expect(said(question)).toContain('The audit in March.')
    expect(said(question)).toContain('Need: clear problem (2/3)')
    expect(offered(question).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    expect((await story.told('Felix', number)).at(-1)).toMatch(
      /Lena Vogt qualified .*: 73\.3 of 100\. Paolo Greco decides/,
    )
    expect(await story.told('Lena', number)).toEqual([])
    expect(said(await story.card(number))).not.toContain('audit')
    const note = await chat.sees('Lena', 'dach', /Lena Vogt qualified it: 73\.3 of 100/)
    expect(note.threadId).toBe((await story.card(number)).id)
  })

  it('the AE is preset to that of the booked meeting, else to the next in turn', async () => {
    const number = await spoken()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-20', AE: 'Karin Holm' })
    await story.type('Lena', `qualify ${number}`)
    expect(standsIn(chat.modal('Lena'), 'Account executive')).toBe('Karin Holm')
    const other = await spoken()
    await story.type('Lena', `qualify ${other}`)
    const next = standsIn(chat.modal('Lena'), 'Account executive')
    await story.send('Lena', levels(2, 2, 2, 3))
    const third = await spoken()
    await story.type('Lena', `qualify ${third}`)
    expect(standsIn(chat.modal('Lena'), 'Account executive')).not.toBe(next)
  })

  it('an override takes a reason and 20 characters, and marks the card', async () => {
    const number = await spoken()
    await story.does('Lena', `qualify ${number}`, levels(1, 3, 3, 3))
    await chat.press('Lena', 'Override…')
    expect(labelsOf(chat.modal('Lena'))).toEqual(['Reason to override', 'Why override?'])
    const short = await story.send('Lena', { 'Reason to override': 'strategic account', 'Why override?': 'too short' })
    expect(short.errors).toEqual({ 'Why override?': 'Please write at least 20 characters about it.' })
    const { text } = await story.send('Lena', { 'Why override?': 'The group bought from us twice before.' })
    expect(text).toContain('Overridden: strategic account.')
    const card = said(await story.card(number))
    expect(card).toContain('SQL · ')
    expect(card).toContain('override: strategic account')
    expect(card).not.toContain('bought from us')
    expect(await story.history(number)).toContain('“The group bought from us twice before.”')
  })

  it('an override where nobody spoke asks for the conversation too', async () => {
    const number = await story.sal()
    await story.does('Lena', `qualify ${number}`, levels(1, 3, 3, 3))
    await chat.press('Lena', 'Override…')
    const why = { 'Reason to override': 'known customer', 'Why override?': 'The group bought from us twice.' }
    expect(Object.keys((await story.send('Lena', why)).errors)).toEqual(['Spoke on'])
    await story.send('Lena', { 'Spoke on': '2026-11-18' })
    expect(said(await story.card(number))).toContain('SQL · ')
  })

  it('at SQL it may be sent again: the stage stays, the new version counts, a draft does not', async () => {
    const number = await story.sql()
    const { text } = await story.does('Lena', `qualify ${number}`, levels(3, 3, 3, 3))
    expect(text).toContain('BANT 100 of 100')
    expect(text).toContain('It stays an SQL, with the new answers.')
    expect(said(await story.card(number))).toContain('score 100 of 100')
    await story.type('Lena', `qualify ${number}`)
    await chat.fillOne('Lena', 'Budget', '0 · none and none planned')
    await chat.press('Lena', 'Save draft')
    await chat.settled()
    const question = said(await chat.sees('Paolo', 'direct', new RegExp(`SQL · #${number}`)))
    expect(question).toContain('BANT 100 of 100')
    expect(question).toContain('Budget: approved (3/3)')
  })

  it('the AE goes from SAL to SQO in one submission, and no question is put to them', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-17', AE: 'Paolo Greco' })
    await chat.dismiss('Lena')
    await story.type('Paolo', `qualify ${number}`)
    expect(labelsOf(chat.modal('Paolo'))).toEqual(
      expect.arrayContaining(['Spoke on', 'Meeting held on', 'Amount', 'Currency', 'Next step by', 'Why override?']),
    )
    expect(labelsOf(chat.modal('Paolo'))).not.toContain('Account executive')
    expect(standsIn(chat.modal('Paolo'), 'Meeting held on')).toBe('2026-11-18')
    const { text } = await story.send('Paolo', { ...levels(2, 2, 2, 3), ...opportunity })
    expect(text).toContain('It is an SQO now.')
    expect(await story.history(number)).toMatch(/Paolo Greco qualified → SQL.*Paolo Greco confirmed → SQO/s)
    expect(said(await chat.sees('Felix', 'wins', `SQO · #${number}`))).toContain('36,000 EUR')
    const told = await story.told('Paolo', number)
    expect(told.filter((one) => one.includes('Confirm'))).toEqual([])
    expect((await story.told('Lena', number)).at(-1)).toContain('Paolo Greco confirmed')
    expect((await story.told('Felix', number)).filter((one) => one.includes('qualified'))).toEqual([])
  })

  it('what the AE typed of the opportunity is kept where the gate does not pass, in another currency, and in a draft', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-17', AE: 'Paolo Greco' })
    await story.does('Paolo', `qualify ${number}`, { ...levels(2, 2, 0, 3), ...opportunity })
    expect(story.reads('Paolo')).toContain('Need is “none”')
    await story.type('Paolo', `qualify ${number}`)
    expect(standsIn(chat.modal('Paolo'), 'Amount')).toBe('36000')
    const anew = await story.send('Paolo', { ...levels(2, 2, 0, 3), Currency: 'NOK' })
    expect(anew.text).toContain('Need is “none”')
    expect(await story.shows(number)).toContain('36,000 NOK')
    await story.type('Paolo', `qualify ${number}`)
    expect(standsIn(chat.modal('Paolo'), 'Amount')).toBe('36000')
    await chat.fillOne('Paolo', 'Next step', 'offer')
    await chat.press('Paolo', 'Save draft')
    await story.type('Paolo', `qualify ${number}`)
    expect(standsIn(chat.modal('Paolo'), 'Next step')).toBe('offer')
    expect(said(await story.card(number))).toContain('SAL · ')
  })

  it('below the score of an SQO the AE is asked for the override at its field, and nothing is made', async () => {
    const number = await story.sal()
    await story.does('Lena', `meet ${number}`, { Date: '2026-11-17', AE: 'Paolo Greco' })
    const { errors } = await story.does('Paolo', `qualify ${number}`, { ...levels(2, 2, 2, 2), ...opportunity })
    expect(Object.keys(errors)).toEqual(['Reason to override'])
    expect(said(await story.card(number))).toContain('SAL · ')
    const why = { 'Reason to override': 'answer is expected soon', 'Why override?': 'They decide on Monday at noon.' }
    expect((await story.send('Paolo', why)).text).toContain('It is an SQO now.')
    expect(said(await story.card(number))).toContain('override: answer is expected soon')
  })

  it('only owner, AE and managers qualify', async () => {
    const number = await story.sal()
    expect(await story.type('Jonas', `qualify ${number}`)).toContain(`#${number} is for Lena Vogt to qualify.`)
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
