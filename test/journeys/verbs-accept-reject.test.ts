import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { dueOf, labelsOf, offered, said, standsIn } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach', 'italy'] })

describe('sales takes a hand-off, or sends it away', () => {
  it('one tap takes it: the submitter hears of it, the actor does not, and the history names both', async () => {
    const number = await story.handOff()
    await story.card(number)
    chat.clock.ms += 100_000
    await chat.tap('Lena', 'dach', await story.card(number), 'Accept')
    expect(await story.told('Felix', number)).toEqual([expect.stringContaining(`Lena Vogt accepted #${number}`)])
    expect(await story.told('Lena', number)).toEqual([])
    const card = await story.card(number)
    expect(said(card)).toMatch(/SAL · .*Lena Vogt accepted .*, after 1 min 40 sec · first touch by/s)
    expect(offered(card)).toEqual([
      'Log touch',
      'Qualify',
      'Book meeting',
      'Nurture',
      'Disqualify',
      'Reassign',
      'Release',
    ])
    expect(await story.history(number)).toMatch(/Felix Amsel handed off.*Lena Vogt accepted → SAL/)
  })

  it('a tap on the old card is answered with who took it, when, and what is next', async () => {
    const number = await story.handOff()
    const next = await story.handOff()
    const old = await story.card(number)
    await story.card(next)
    await chat.tap('Lena', 'dach', old, 'Accept')
    await chat.tap('Jonas', 'dach', old, 'Accept')
    const words = await chat.sees('Jonas', 'dach', `#${number}: Lena Vogt accepted it `)
    expect(words.isForOneAlone).toBe(true)
    expect(said(words)).toContain(`Next in DACH: #${next}`)
    expect(await story.told('Felix', number)).toHaveLength(1)
  })

  it('whoever is not in the queue is told who is, and that a manager can add them', async () => {
    const number = await story.handOff()
    const text = await story.type('Giulia', `accept ${number}`)
    expect(text).toBe(
      `You are not in the queue DACH. Lena Vogt, Jonas Brandt, and Mia Keller are. A manager can add you: Sofia Berg.`,
    )
    expect(said(await story.card(number))).toContain('MQL · ')
  })

  it('a manager of the queue may take it', async () => {
    const number = await story.handOff()
    expect(await story.type('Sofia', `accept ${number}`)).toContain(`#${number}`)
    expect(said(await story.card(number))).toContain('Sofia Berg accepted')
  })

  it('an unknown number changes nothing and is told so', async () => {
    expect(await story.type('Lena', 'accept 4120')).toMatch(/^No #4120\. Did you mean #\d+|^There is no #4120/)
    expect(await story.type('Lena', 'accept')).toContain('Write the number after it')
  })

  it('recycled, it comes back at the usual time of its reason, and the marketer hears reason, date and note', async () => {
    const number = await story.handOff()
    await chat.tap('Lena', 'dach', await story.card(number), 'Reject')
    expect(labelsOf(chat.modal('Lena'))).toEqual(['What next?', 'Reason', 'Come back on', 'Note'])
    await chat.fillOne('Lena', 'Reason', 'no budget')
    expect(standsIn(chat.modal('Lena'), 'Come back on')).toBe('2027-02-16')
    await chat.fillOne('Lena', 'Reason', 'wrong person')
    expect(standsIn(chat.modal('Lena'), 'Come back on')).toBe('2026-12-18')
    const { text } = await story.send('Lena', { Note: 'Left the company in May.' })
    expect(text).toContain('wrong person. It is NURTURE now.')
    expect(await story.told('Felix', number)).toEqual([
      expect.stringMatching(/came back from Lena Vogt: wrong person\. It returns on 18 Dec 2026\. “Left the company/),
    ])
    const card = await story.card(number)
    expect(said(card)).toMatch(/NURTURE · .*Lena Vogt, .*: wrong person\. Returns on 18 Dec 2026/s)
    expect(said(card)).not.toContain('Left the company')
    expect(offered(card)).toEqual(['Reopen', 'History'])
  })

  it('a date that the person chose stays when the reason changes, one that was suggested follows it', async () => {
    for (const word of ['reject', 'nurture']) {
      const number = word === 'reject' ? await story.handOff() : await story.sal()
      await story.type('Lena', `${word} ${number}`)
      await chat.fillOne('Lena', 'Reason', 'no budget')
      expect(standsIn(chat.modal('Lena'), 'Come back on')).toBe('2027-02-16')
      await chat.fillOne('Lena', 'Come back on', '2027-03-01')
      await chat.fillOne('Lena', 'Reason', 'bad timing')
      expect(standsIn(chat.modal('Lena'), 'Come back on')).toBe('2027-03-01')
      await chat.fillOne('Lena', 'Reason', 'wrong person')
      expect(standsIn(chat.modal('Lena'), 'Come back on')).toBe('2027-03-01')
      await chat.dismiss('Lena')
    }
  })

  it('bad timing asks for a date, and it lies ahead', async () => {
    const number = await story.handOff()
    const first = await story.does('Lena', `reject ${number}`, { Reason: 'bad timing' })
    expect(first.errors).toEqual({ 'Come back on': 'Please fill this in.' })
    const past = await story.send('Lena', { 'Come back on': '2026-11-18' })
    expect(past.errors).toEqual({ 'Come back on': 'That date is in the past.' })
    await story.send('Lena', { 'Come back on': '2027-03-01' })
    expect(said(await story.card(number))).toContain('Returns on 1 Mar 2027')
  })

  it('another reason needs a note of 20 characters', async () => {
    const number = await story.handOff()
    const fields = { Reason: 'other', 'Come back on': '2027-03-01', Note: 'nineteen characters' }
    const short = await story.does('Lena', `reject ${number}`, fields)
    expect(short.errors).toEqual({ Note: 'Please write at least 20 characters about it.' })
    await story.send('Lena', { Note: 'twenty characters 12' })
    expect(said(await story.card(number))).toContain('NURTURE · ')
  })

  it('disqualified softly or for good: the reason alone decides', async () => {
    for (const [reason, kind] of [
      ['no need', 'soft'],
      ['competitor', 'for good'],
    ] as const) {
      const number = await story.handOff()
      await story.does('Lena', `reject ${number}`, { 'What next?': 'Disqualify', Reason: reason })
      expect(said(await story.card(number))).toMatch(new RegExp(`DISQUALIFIED · .*Lena Vogt, .*: ${reason}`, 's'))
      expect(await story.history(number)).toMatch(new RegExp(`Lena Vogt rejected → DISQUALIFIED · .*${kind}`))
      expect(await story.told('Felix', number)).toEqual([expect.stringContaining(`Lena Vogt disqualified #${number}`)])
    }
  })

  it('sent to another queue its card goes there, the old copy closes, and the clock starts anew', async () => {
    const number = await story.handOff({ Priority: 'P2' })
    expect(said(await story.card(number))).toMatch(/accept by <.*>/)
    chat.clock.ms += 30 * 60_000
    const first = said(await story.card(number))
    await story.type('Lena', `reject ${number}`)
    await chat.fillOne('Lena', 'What next?', 'Send to another queue')
    expect(labelsOf(chat.modal('Lena'))).toEqual(['What next?', 'Reason', 'Queue', 'Note'])
    await story.send('Lena', { Reason: 'wrong queue', Queue: 'Italy' })
    const old = await story.card(number)
    expect(said(old)).toContain('It was sent on to Italy.')
    expect(offered(old)).toEqual(['History'])
    const there = await story.card(number, 'italy', 'Giulia')
    expect(said(there)).toContain('Waiting for Italy')
    expect(dueOf(said(there), 'accept')).not.toBe(dueOf(first, 'accept'))
    expect(await story.told('Felix', number)).toEqual([
      expect.stringMatching(/Lena Vogt sent .* on to Italy: wrong queue\./),
    ])
    await chat.tap('Lena', 'dach', old, 'History')
    await chat.tap('Giulia', 'italy', there, 'Accept')
    await chat.sees('Giulia', 'italy', `SAL · #${number}`)
    expect(said(await story.card(number))).toContain('SAL · ')
  })

  it('an answer to an old card after it moved on names who did what, and changes nothing', async () => {
    const number = await story.handOff()
    await story.type('Lena', `reject ${number}`)
    await story.type('Jonas', `accept ${number}`)
    const { text } = await story.send('Lena', { Reason: 'no budget' })
    expect(text).toContain(`#${number}: Jonas Brandt accepted it `)
    expect(said(await story.card(number))).toContain('SAL · ')
    await chat.dismiss('Lena')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
