import { describe, expect, it } from 'vitest'
import type { Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { labelsOf, offered, said, standsIn } from '../support/seen.ts'

const asks = (number: number) => new RegExp(`#${number}, .* How did it go\\?`)

const { chat, story } = await openScene({ binds: ['dach'] })

describe('what happens with the lead is logged', () => {
  const book = (who: Who, number: number, fields: Record<string, string>) => story.does(who, `meet ${number}`, fields)
  const prompts = async (who: Who, number: number) => {
    await chat.tick()
    await chat.settled()
    return chat.see(who, 'direct').filter((one) => asks(number).test(said(one)) && offered(one).length > 0)
  }

  it('a touch is logged by form, by words and by one tap, and told to nobody', async () => {
    const number = await story.sal()
    await story.does('Lena', `touch ${number}`, { Kind: 'E-mail', Outcome: 'Replied', Note: 'Sent the agenda.' })
    expect(await story.type('Lena', `touch ${number} call no-answer tried twice`)).toContain('call, no answer')
    await story.type('Lena', `accept ${number}`)
    const history = await story.history(number)
    expect(history).toMatch(/Lena Vogt logged a touch · e-mail · replied · “Sent the agenda.”/)
    expect(history).toMatch(/Lena Vogt logged a touch · call · no answer · “tried twice”/)
    expect(said(await story.card(number))).toContain('qualify by')
    expect(await story.told('Felix', number)).toHaveLength(1)
  })

  it('a promised call stands on the card and in mine until it is made', async () => {
    const number = await story.sal()
    const { errors } = await story.does('Lena', `touch ${number}`, {
      Outcome: 'No answer',
      'Call back on': '2026-11-17',
    })
    expect(errors).toEqual({ 'Call back on': 'That date is in the past.' })
    const sent = await story.send('Lena', { 'Call back on': '2026-11-20', 'Call back at': '14:00' })
    expect(sent.text).toContain('I remind you')
    expect(said(await story.card(number))).toMatch(/call back <.*20 Nov, 14:00/)
    await story.type('Lena', `touch ${number} email left-message`)
    expect(await story.type('Lena', 'mine')).toMatch(new RegExp(`#${number} .*call back <.*20 Nov`))
    await story.type('Lena', `touch ${number} call reached`)
    expect(said(await story.card(number))).not.toContain('call back')
  })

  it('only owner, AE and managers log touches', async () => {
    const number = await story.sal()
    expect(await story.type('Jonas', `touch ${number} call reached`)).toContain(`#${number} is for Lena Vogt`)
    expect(await story.type('Sofia', `touch ${number} call reached`)).toContain('Logged for')
  })

  it('a meeting is booked with its AE, who hears of it and is not asked before it has ended', async () => {
    const number = await story.sal()
    await story.type('Lena', `meet ${number}`)
    expect(labelsOf(chat.modal('Lena'))).toEqual(['Date', 'Time', 'Length', 'AE', 'Link'])
    expect(standsIn(chat.modal('Lena'), 'Date')).toBe('2026-11-18')
    expect(standsIn(chat.modal('Lena'), 'Length')).toBe('30 min')
    const wrong = await story.send('Lena', { Link: 'javascript:alert(1)' })
    expect(wrong.errors).toEqual({ Link: 'A link begins with https://.' })
    await story.send('Lena', { Time: '14:00', AE: 'Paolo Greco', Link: 'https://meet.example/1' })
    expect(await story.told('Paolo', number)).toEqual([expect.stringContaining('Lena Vogt booked a meeting with')])
    expect(await story.told('Lena', number)).toEqual([])
    chat.clock.ms = Date.parse('2026-11-18T13:29:59Z')
    expect(await prompts('Paolo', number)).toEqual([])
    chat.clock.ms += 1_000
    const [prompt] = await prompts('Paolo', number)
    expect(prompt?.text).toBe('A meeting needs its outcome')
    expect(prompt && offered(prompt)).toEqual(['Held', 'No-show', 'Rescheduled', 'Not qualified', 'Not over yet'])
    chat.clock.ms += 1_000
    expect(await story.type('Paolo', 'mine')).toContain('outcome missing')
  })

  it('Held is recorded by the tap itself and opens the form, which may be closed', async () => {
    const [prompt] = await chat.see('Paolo', 'direct').filter((one) => said(one).includes('How did it go?'))
    if (!prompt) throw new Error('Paolo was not asked.')
    const number = Number(/#(\d+), /.exec(said(prompt))?.[1])
    await chat.tap('Paolo', 'direct', prompt, 'Held')
    expect(labelsOf(chat.modal('Paolo'))).toContain('Amount')
    expect(labelsOf(chat.modal('Paolo'))).not.toContain('Spoke on')
    await chat.dismiss('Paolo')
    await chat.sees('Paolo', 'direct', new RegExp(`#${number}, .*: held\\.`))
    expect(await story.told('Lena', number)).toEqual([expect.stringMatching(/Paolo Greco told .*: held\./)])
    expect(await story.history(number)).toMatch(/Paolo Greco told how the meeting went · held/)
    await chat.tap('Paolo', 'direct', prompt, 'No-show')
    expect(said(await chat.sees('Paolo', 'direct', 'told how its meeting went'))).toContain(`#${number}: Paolo Greco`)
  })

  it('an AE who sits in the next meeting by then is asked after that one, about both', async () => {
    const [one, two] = [await story.sal(), await story.sal()]
    await book('Lena', one, { Date: '2026-11-19', Time: '10:00', AE: 'Tom Richter' })
    await book('Lena', two, { Date: '2026-11-19', Time: '10:30', AE: 'Tom Richter' })
    chat.clock.ms = Date.parse('2026-11-19T09:30:20Z')
    expect(await prompts('Tom', one)).toEqual([])
    chat.clock.ms = Date.parse('2026-11-19T10:00:20Z')
    expect(await prompts('Tom', one)).toHaveLength(1)
    expect(await prompts('Tom', two)).toHaveLength(1)
  })

  it('each question is about its own meeting, though another is booked already', async () => {
    const number = await story.sal()
    await book('Lena', number, { Date: '2026-11-19', Time: '12:00', AE: 'Karin Holm' })
    await book('Lena', number, { Date: '2026-11-19', Time: '13:00', AE: 'Karin Holm' })
    await book('Lena', number, { Date: '2026-12-03', Time: '12:00', AE: 'Karin Holm' })
    chat.clock.ms = Date.parse('2026-11-19T13:00:00Z')
    const [first, second] = await prompts('Karin', number)
    if (!first || !second) throw new Error('Karin was not asked twice.')
    await chat.tap('Karin', 'direct', first, 'No-show')
    await chat.settled()
    expect((await prompts('Karin', number)).map((one) => one.id)).toEqual([second.id])
    await chat.tap('Karin', 'direct', second, 'Held')
    await chat.dismiss('Karin')
    await chat.settled()
    expect(await prompts('Karin', number)).toEqual([])
    expect(await story.type('Karin', `outcome ${number} held`)).toContain('no meeting that waits for its outcome')
  })

  it('unanswered for 24 hours, the owner is asked too', async () => {
    const number = await story.sal()
    await book('Lena', number, { Date: '2026-11-19', Time: '15:00', AE: 'Karin Holm' })
    chat.clock.ms = Date.parse('2026-11-19T14:30:00Z')
    expect(await prompts('Karin', number)).toHaveLength(1)
    chat.clock.ms += 24 * 3_600_000 - 1
    expect(await prompts('Lena', number)).toEqual([])
    chat.clock.ms += 1
    const [prompt] = await prompts('Lena', number)
    if (!prompt) throw new Error('Lena was not asked.')
    expect(await story.type('Lena', 'mine')).toMatch(new RegExp(`#${number} .*outcome missing`))
    await chat.tap('Lena', 'direct', prompt, 'No-show')
    await chat.sees('Karin', 'direct', new RegExp(`#${number}, .*: no-show\\.`))
    expect(await prompts('Lena', number)).toEqual([])
  })

  it('not over yet: asked again a quarter of an hour later', async () => {
    const number = await story.sal()
    await book('Lena', number, { Date: '2026-11-23', Time: '10:00', AE: 'Karin Holm' })
    chat.clock.ms = Date.parse('2026-11-23T09:30:00Z')
    const [prompt] = await prompts('Karin', number)
    if (!prompt) throw new Error('Karin was not asked.')
    await chat.tap('Karin', 'direct', prompt, 'Not over yet')
    await chat.sees('Karin', 'direct', 'I ask again after')
    chat.clock.ms += 15 * 60_000 - 1
    expect(await prompts('Karin', number)).toHaveLength(1)
    chat.clock.ms += 1
    expect(await prompts('Karin', number)).toHaveLength(2)
  })

  it('rescheduled, it is asked about again after the new date', async () => {
    const number = await story.sal()
    await book('Lena', number, { Date: '2026-11-24', Time: '10:00', AE: 'Karin Holm' })
    chat.clock.ms = Date.parse('2026-11-24T09:30:00Z')
    const [prompt] = await prompts('Karin', number)
    if (!prompt) throw new Error('Karin was not asked.')
    await chat.tap('Karin', 'direct', prompt, 'Rescheduled')
    const past = await story.send('Karin', { Date: '2026-11-23' })
    expect(past.errors).toEqual({ Date: 'That date is in the past.' })
    await story.send('Karin', { Date: '2026-11-26', Time: '11:00' })
    await chat.dismiss('Karin')
    await chat.sees('Karin', 'direct', new RegExp(`#${number}, .*: rescheduled\\.`))
    chat.clock.ms = Date.parse('2026-11-26T10:29:00Z')
    expect(await prompts('Karin', number)).toEqual([])
    chat.clock.ms = Date.parse('2026-11-26T10:30:00Z')
    expect(await prompts('Karin', number)).toHaveLength(1)
    expect(await story.history(number)).toMatch(/rescheduled · for <.*26 Nov/)
  })

  it('a meeting of 30 days ago is noted and its outcome asked for at once, one of 31 is refused', async () => {
    const number = await story.sal()
    const old = await book('Lena', number, { Date: '2026-10-26', Time: '10:00' })
    expect(old.errors).toEqual({ Date: 'A meeting may lie up to 30 days back.' })
    const { text } = await story.send('Lena', { Date: '2026-10-27' })
    expect(text).toContain('How did it go?')
    await chat.press('Lena', 'No-show')
    expect(await story.history(number)).toContain('told how the meeting went · no-show')
    expect(await prompts('Lena', number)).toEqual([])
  })

  it('the outcome is for AE and owner to tell, and a meeting to come has none', async () => {
    const number = await story.sal()
    await book('Lena', number, { Date: '2026-11-30', AE: 'Tom Richter' })
    expect(await story.type('Jonas', `outcome ${number} held`)).toContain(
      `#${number} is for Tom Richter and Lena Vogt to tell how its meeting went.`,
    )
    expect(await story.type('Lena', `outcome ${number}`)).toContain('is still to come')
    expect(await story.type('Lena', `outcome ${number} held`)).toContain('no meeting that waits for its outcome')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
