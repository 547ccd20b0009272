import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { standsIn } from '../support/seen.ts'

/** What is typed, by whom, about a hand-off of which kind; what is said of it, and what stands in the form then. */
type Mistake = [
  typed: string,
  who: 'Lena' | 'Paolo' | 'Sofia',
  at: 'handOff' | 'sal' | 'sql' | 'sqo',
  said: string,
  stands: Record<string, string>,
]

const short = 'Note: Please write at least 20 characters about it.'

const mistakes: Mistake[] = [
  ['release N bored Too many calls', 'Lena', 'sal', 'Reason: Pick a reason from the list.', { Note: 'Too many calls' }],
  ['release N other too many', 'Lena', 'sal', short, { Reason: 'other', Note: 'too many' }],
  ['disqualify N OTHER two\nlines', 'Lena', 'sal', short, { Reason: 'other', Note: 'two\nlines' }],
  ['nurture N bad_timing', 'Lena', 'sal', 'Come back on: Please fill this in.', { Reason: 'bad timing' }],
  ['nurture N never Ask in spring', 'Lena', 'sal', 'Reason: Pick a reason', { Note: 'Ask in spring' }],
  ['return N other no', 'Paolo', 'sql', short, { Reason: 'other', Note: 'no' }],
  ['lose N other pity', 'Paolo', 'sqo', short, { Reason: 'other', Note: 'pity' }],
  ['sendback N other no', 'Sofia', 'sqo', short, { Reason: 'other', Note: 'no' }],
  ['reroute N italy other hm', 'Lena', 'handOff', short, { Queue: 'Italy', Reason: 'other', Note: 'hm' }],
  ['step N 2026-01-01 call the CFO', 'Paolo', 'sqo', 'That date is in the past.', { 'Next step': 'call the CFO' }],
  ['step N 2027-02-30 call', 'Paolo', 'sqo', 'The calendar has no such date', { 'Next step': 'call' }],
  ['win N 12.5.3 chf', 'Paolo', 'sqo', 'Amount: That is not an amount.', { Amount: '12.5.3', Currency: 'CHF' }],
  ['meet N 2027-03-28 02:30', 'Lena', 'sal', 'no 02:30 that day', { Date: '2027-03-28', Time: '02:30' }],
  ['touch N e-mail Wrote again', 'Lena', 'sal', '', { Kind: 'E-mail', Note: 'Wrote again' }],
]

const { chat, story } = await openScene({ binds: ['dach'] })

describe('a mistake in what was typed', () => {
  it.each(mistakes)(
    '%s: the form opens, says what is wrong, and keeps the rest',
    async (typed, who, at, said, stands) => {
      const number = await story[at]()
      const before = await story.history(number)
      expect(await story.type(who, typed.replace('N', String(number)))).toContain(said)
      const form = chat.modal(who)
      expect(Object.fromEntries(Object.keys(stands).map((label) => [label, standsIn(form, label)]))).toEqual(stands)
      await chat.dismiss(who)
      expect(await story.history(number)).toBe(before)
    },
  )

  it('a reason counts in capitals too, and the note behind it keeps its lines', async () => {
    const number = await story.sal()
    expect(await story.type('Lena', `disqualify ${number} No_Need They said no.\nTwice.`)).toContain('is disqualified')
    expect(await story.history(number)).toMatch(/no need.*They said no\.\nTwice\./)
  })

  it('what stands behind a reason without a date is the note', async () => {
    const number = await story.sal()
    await story.type('Lena', `nurture ${number} not_ready Call Anna first.`)
    expect(await story.history(number)).toContain('Call Anna first.')
  })
})
