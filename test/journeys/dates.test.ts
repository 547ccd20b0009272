import { describe, expect, test } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'
import { linesOf } from '../support/wire.ts'

const { chat, story, at } = await openScene({ binds: ['dach'] })

const callBack = async (number: number, date: string, time: string) => {
  await story.does('Lena', `touch ${number}`, {
    Kind: 'Call',
    Outcome: 'No answer',
    'Call back on': date,
    'Call back at': time,
  })
  await chat.dismiss('Lena')
}

describe('a promised call', () => {
  test('reminds the owner at its moment, once, with the button for it', async () => {
    await at('2026-11-18T09:00:00')
    const number = await story.sal()
    await callBack(number, '2026-11-18', '15:00')
    await at('2026-11-18T13:59:00')
    expect(await story.told('Lena', number)).toEqual([])
    expect(await story.shows(number)).not.toMatch(/call back .+ · call back/)
    await at('2026-11-18T14:00:00')
    await at('2026-11-18T14:01:00')
    expect(await story.told('Lena', number)).toEqual([expect.stringMatching(/^⏳ #\d+ .+: call back .+\./)])
    const reminder = chat.see('Lena', 'direct').at(-1)
    expect(reminder && offered(reminder)).toEqual(['Log touch', 'Reassign'])
  })

  test('that was made, or promised anew, reminds nobody of the old moment', async () => {
    await at('2026-11-19T09:00:00')
    const [made, anew] = [await story.sal(), await story.sal()]
    await callBack(made, '2026-11-19', '15:00')
    await callBack(anew, '2026-11-19', '15:00')
    await story.type('Lena', `touch ${made} call reached`)
    await callBack(anew, '2026-11-19', '16:00')
    await at('2026-11-19T14:30:00')
    expect(await story.told('Lena', made)).toEqual([])
    expect(await story.told('Lena', anew)).toEqual([])
    await at('2026-11-19T15:00:00')
    expect(await story.told('Lena', anew)).toHaveLength(1)
    expect(await story.told('Lena', made)).toEqual([])
  })

  test('outside of the working hours of its owner waits for their opening', async () => {
    await at('2026-11-20T09:00:00')
    const number = await story.sal()
    await callBack(number, '2026-11-21', '11:00')
    await at('2026-11-21T10:00:00')
    expect(await story.told('Lena', number)).toEqual([])
    await at('2026-11-23T08:00:00')
    expect((await story.told('Lena', number)).at(-1)).toContain('call back')
  })
})

describe('a date in nurture', () => {
  const nurtured = async (fields = {}) => {
    const number = await story.handOff(fields)
    await story.does('Lena', `reject ${number}`, {
      Reason: 'not ready',
      'What next?': 'Recycle',
      'Come back on': '2026-12-01',
    })
    await chat.dismiss('Lena')
    return number
  }
  const backAs = async (number: number) => {
    await chat.settled()
    const card = said(await story.card(number))
    return Number(/it goes on as #(\d+)/.exec(card)?.[1] ?? 0)
  }

  test('that has come begins a new hand-off at the opening, through routing, with the old history linked', async () => {
    await at('2026-11-24T09:00:00')
    const number = await nurtured({ Country: 'DE', Queue: 'By rules' })
    await at('2026-11-30T15:00:00')
    await at('2026-12-01T07:59:00')
    expect(await backAs(number)).toBe(0)
    await at('2026-12-01T08:00:00')
    await at('2026-12-01T08:01:00')
    const again = await backAs(number)
    expect(again).toBeGreaterThan(number)
    expect(said(await story.card(number))).toContain('Its date came')
    const card = await story.card(again)
    expect(said(card)).toMatch(new RegExp(`MQL · #${again}[\\s\\S]*reopened from #${number}[\\s\\S]*Waiting for DACH`))
    expect(offered(card)).toContain('Accept')
    expect(await linesOf(chat, again)).toMatchObject([{ verb: 'renew', to: 'MQL', surface: 'timer' }])
    expect(await story.history(again)).toContain('its date came, it begins again')
    expect(await story.type('Lena', `accept ${again}`)).toContain(`#${again}`)
    expect((await story.told('Felix', again)).at(-1)).toContain('Lena Vogt accepted')
  })

  test('of a lead that is open again by then leaves a note in its thread, and begins nothing', async () => {
    await at('2026-12-02T09:00:00')
    const lead = { Name: 'Ida Licht', Email: 'ida@licht.example', Company: 'Licht' }
    const number = await story.handOff(lead)
    await story.does('Lena', `reject ${number}`, {
      Reason: 'not ready',
      'What next?': 'Recycle',
      'Come back on': '2026-12-10',
    })
    await chat.dismiss('Lena')
    await at('2026-12-04T09:00:00')
    await story.does('Felix', 'new', { ...lead, Source: 'webinar', 'Why now?': 'Asked again.', Queue: 'DACH' })
    const open = await story.send('Felix', { 'Why again?': 'Asked for a call at once.' })
    const other = Number(/#(\d+)/.exec(open.text)?.[1])
    await chat.dismiss('Felix')
    await chat.settled()
    await at('2026-12-10T09:00:00')
    expect(await backAs(number)).toBe(0)
    const thread = chat
      .see('Lena', 'dach')
      .filter((one) => one.threadId !== null)
      .map(said)
    expect(thread).toContainEqual(`#${number} was to come back today. The lead is here already.`)
    expect(await linesOf(chat, other)).toMatchObject([{ verb: 'new' }, { verb: 'breach' }])
  })
})
