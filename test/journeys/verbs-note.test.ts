import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { labelsOf, offered, said, standsIn } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach', 'italy'] })

describe('note', () => {
  it('typed with its text goes into the thread of the card and into the history; the stage stays', async () => {
    const number = await story.handOff()
    const before = said(await story.card(number))
    expect(await story.type('Nobody', `note ${number} Their CFO signs in January.`)).toMatch(
      new RegExp(`^Noted on #${number} .*It stands in the thread of its card, too\\.`),
    )
    expect(await story.thread(number)).toEqual(['Nora Neu notes: “Their CFO signs in January.”'])
    expect(await story.history(number)).toContain('Nora Neu left a note · “Their CFO signs in January.”')
    expect(said(await story.card(number))).toBe(before)
    expect(await story.told('Felix', number)).toEqual([])
  })

  it('typed without text opens the form, which says who will read it', async () => {
    const number = await story.sal()
    await story.type('Jonas', `note ${number}`)
    expect(labelsOf(chat.modal('Jonas'))).toEqual(['Note'])
    expect(said(chat.modal('Jonas'))).toContain('everybody in the place of the queue reads it')
    expect((await story.send('Jonas', { Note: '   ' })).errors).toEqual({ Note: 'Please fill this in.' })
    await story.send('Jonas', { Note: 'Two lines\nof it' })
    expect(await story.thread(number)).toEqual([expect.stringMatching(/^Jonas Brandt notes: “Two lines\sof it”$/)])
  })

  it('by the button of an SQL’s and an SQO’s card in the place, beside Show and Ask', async () => {
    for (const number of [await story.sql(), await story.sqo()]) {
      const card = await story.card(number)
      expect(offered(card)).toEqual(['Show', 'Note', 'Ask', 'History'])
      await chat.tap('Mia', 'dach', card, 'Note')
      await story.send('Mia', { Note: 'The group decides in May.' })
      await chat.dismiss('Mia')
      expect((await story.thread(number)).at(-1)).toContain('Mia Keller notes: “The group decides in May.”')
    }
  })

  it('in any stage, and its words are for who takes part', async () => {
    const number = await story.disqualified()
    expect(await story.type('Giulia', `note ${number} Met them at the fair.`)).toContain(`Noted on #${number}`)
    expect(await story.history(number)).toContain('Giulia Conti left a note · “Met them at the fair.”')
    const outside = await story.type('Giulia', `show ${number}`)
    expect(outside).toContain('Giulia Conti left a note')
    expect(outside).not.toContain('the fair')
  })

  it('what does not fit or may not be shown as it is, is refused at its field or shown as text', async () => {
    const number = await story.handOff()
    await story.type('Lena', `note ${number} ${'x'.repeat(2_001)}`)
    expect(story.reads('Lena')).toContain('That is too long.')
    expect(standsIn(chat.modal('Lena'), 'Note')).toContain('xxx')
    await story.type('Lena', `note ${number} <!channel> *bold*`)
    expect((await story.thread(number)).at(-1)).toBe('Lena Vogt notes: “<!channel> *bold*”')
    expect(await story.type('Lena', 'note 99999 hello')).toMatch(/^(No|There is no) #99999/)
    expect(await story.type('Lena', 'note hello')).toContain('Which hand-off?')
  })

  it('undone, it says so in the thread', async () => {
    const number = await story.handOff()
    await story.type('Mia', `note ${number} Wrong hand-off.`)
    await story.type('Mia', `undo ${number}`)
    expect((await story.thread(number)).at(-1)).toMatch(new RegExp(`^Mia Keller took back a note on #${number} `))
    expect(await story.history(number)).toMatch(/Mia Keller left a note · “Wrong hand-off.” \(undone\)/)
    expect(await story.history(number)).toContain('Mia Keller took back: a note')
  })
})
