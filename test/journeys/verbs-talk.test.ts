import { describe, expect, it } from 'vitest'
import type { Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { controlsOf, labelsOf, offered, said, standsIn } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach', 'italy'] })

const question = async (who: Who, number: number) => {
  await chat.settled()
  const found = chat.see(who, 'direct').findLast((one) => new RegExp(`asks about #${number}\\b`).test(said(one)))
  if (!found) throw new Error(`${who} was asked nothing about #${number}.`)
  return found
}

describe('ask', () => {
  it('typed, it goes to who handed it off; Reply answers into the thread and to who asked', async () => {
    const number = await story.sal()
    expect(await story.type('Lena', `ask ${number} Who else decides?`)).toMatch(
      new RegExp(`^Felix Amsel has your question about #${number} .*The answer comes to you\\.`),
    )
    const asked = await question('Felix', number)
    expect(said(asked)).toMatch(new RegExp(`^Lena Vogt asks about #${number} .*Who else decides\\?`))
    expect(offered(asked)).toEqual(['Reply', 'Show'])
    expect(await story.thread(number)).toEqual([])
    await chat.tap('Felix', 'direct', asked, 'Reply')
    expect(story.reads('Felix')).toContain('Lena Vogt asks: “Who else decides?”')
    expect(labelsOf(chat.modal('Felix'))).toEqual(['Answer'])
    const { text } = await story.send('Felix', { Answer: 'The head of operations.' })
    expect(text).toContain(`Lena Vogt has your answer about #${number}`)
    expect(await story.thread(number)).toEqual([
      'Lena Vogt asked: “Who else decides?” Felix Amsel answered: “The head of operations.”',
    ])
    expect((await story.told('Lena', number)).at(-1)).toMatch(
      new RegExp(`^Felix Amsel answered about #${number} .*: “The head of operations.”`),
    )
    const told = await story.history(number)
    expect(told).toContain('Lena Vogt asked · to Felix Amsel · “Who else decides?”')
    expect(told).toContain('Felix Amsel answered · “The head of operations.”')
    const done = await question('Felix', number)
    expect(offered(done)).toEqual(['Show'])
    expect(said(done)).toContain('You answered')
    expect(said(await story.card(number))).toContain('SAL · ')
  })

  it('the form lets choose where two may know, the one who handed it off first, and never oneself', async () => {
    const number = await story.sql()
    await chat.tap('Tom', 'dach', await story.card(number), 'Ask')
    expect(labelsOf(chat.modal('Tom'))).toEqual(['Ask whom?', 'Question'])
    expect(standsIn(chat.modal('Tom'), 'Ask whom?')).toBe('Felix Amsel, who handed it off')
    await story.send('Tom', { 'Ask whom?': 'Lena Vogt, who owns it', Question: 'What did they pay before?' })
    await chat.dismiss('Tom')
    expect(said(await question('Lena', number))).toContain('What did they pay before?')
    await story.type('Felix', `ask ${number}`)
    expect(standsIn(chat.modal('Felix'), 'Ask whom?')).toBe('Lena Vogt, who owns it')
    await chat.dismiss('Felix')
    expect(await story.type('Felix', `ask ${number} Is the offer out?`)).toContain('Lena Vogt has your question')
  })

  it('where there is nobody but oneself, it says so and offers a note', async () => {
    const number = await story.handOff()
    expect(await story.type('Felix', `ask ${number} What now?`, 'dach')).toContain(
      `#${number}: there is nobody to ask but you.`,
    )
    expect(await story.history(number)).not.toContain('Felix Amsel asked')
  })

  it('Reply is for who was asked, once, and while the question stands', async () => {
    const number = await story.sal()
    await story.type('Lena', `ask ${number} First?`)
    const asked = await question('Felix', number)
    await chat.tap('Felix', 'direct', asked, 'Reply')
    await story.send('Felix', { Answer: 'Yes.' })
    await chat.dismiss('Felix')
    await chat.tap('Felix', 'direct', asked, 'Reply')
    await chat.sees('Felix', 'direct', new RegExp(`#${number}: Felix Amsel answered that `))
    await story.type('Lena', `ask ${number} Second?`)
    await chat.tap('Felix', 'direct', await question('Felix', number), 'Reply')
    await story.type('Lena', `undo ${number}`)
    const { text } = await story.send('Felix', { Answer: 'Too late.' })
    expect(text).toContain(`#${number}: no question waits for your answer.`)
    const gone = await question('Felix', number)
    expect(said(gone)).toContain('It was taken back.')
    expect(offered(gone)).toEqual(['Show'])
    expect(await story.history(number)).not.toContain('Too late.')
    expect(await story.type('Jonas', `ask ${number} reply: me too`)).toContain('no question waits for your answer')
  })

  it('a Reply that reached somebody else’s hands is refused, with what they may do', async () => {
    const number = await story.sal()
    await story.type('Lena', `ask ${number} For Felix?`)
    const asked = await question('Felix', number)
    const reply = controlsOf(asked).find(({ label }) => label === 'Reply')
    if (!reply) throw new Error('The question offers no Reply.')
    const { id, place } = await story.card(number)
    await chat.tapControl('Jonas', { ...asked, id, place }, reply)
    const words = await chat.sees(
      'Jonas',
      'dach',
      `#${number} is for Felix Amsel to answer. You can add a note or ask.`,
    )
    expect(offered(words)).toEqual(['Note', 'Ask', 'Show'])
  })

  it('is answered by a typed reply, and after a restart', async () => {
    const number = await story.sal()
    await story.type('Lena', `ask ${number} Still there?`)
    const asked = await question('Felix', number)
    await chat.restart()
    await chat.tap('Felix', 'direct', asked, 'Reply')
    expect(story.reads('Felix')).toContain('Lena Vogt asks: “Still there?”')
    await chat.dismiss('Felix')
    expect(await story.type('Felix', `ask ${number} reply: Yes, as before.`)).toContain('Lena Vogt has your answer')
    expect((await story.thread(number)).at(-1)).toContain('Felix Amsel answered: “Yes, as before.”')
  })

  it('an answer that is undone is taken back everywhere, and the question waits again', async () => {
    const number = await story.sal()
    await story.type('Lena', `ask ${number} How many seats?`)
    await chat.tap('Felix', 'direct', await question('Felix', number), 'Reply')
    await story.send('Felix', { Answer: 'Forty.' })
    await chat.dismiss('Felix')
    await story.type('Felix', `undo ${number}`)
    expect((await story.told('Lena', number)).at(-1)).toContain('Felix Amsel took back an answer about')
    expect((await story.thread(number)).at(-1)).toContain('Felix Amsel took back an answer about')
    expect(offered(await question('Felix', number))).toEqual(['Reply', 'Show'])
    expect(await story.type('Lena', `undo ${number}`)).toContain('Undone.')
    expect((await story.told('Felix', number)).at(-1)).toContain('Lena Vogt took back a question about')
    expect(offered(await question('Felix', number))).toEqual(['Show'])
  })

  it('in any stage; question and answer are for who takes part', async () => {
    const number = await story.disqualified()
    await story.type('Giulia', `ask ${number} Do they sell in Italy?`)
    await chat.tap('Felix', 'direct', await question('Felix', number), 'Reply')
    await story.send('Felix', { Answer: 'From May.' })
    await chat.dismiss('Felix')
    expect((await story.told('Giulia', number)).at(-1)).toContain('“From May.”')
    const outside = await story.type('Marco', `show ${number}`)
    expect(outside).toContain('Giulia Conti asked · to Felix Amsel')
    expect(outside).not.toContain('sell in Italy')
    expect(outside).not.toContain('From May')
  })

  it('what is too long is refused at its field', async () => {
    const number = await story.sal()
    await story.type('Lena', `ask ${number} ${'y'.repeat(1_001)}`)
    expect(story.reads('Lena')).toContain('That is too long.')
    await chat.dismiss('Lena')
    expect((await story.does('Lena', `ask ${number}`, { Question: '  ' })).errors).toEqual({
      Question: 'Please fill this in.',
    })
    await chat.dismiss('Lena')
  })
})

describe('what everybody may do', () => {
  it('a refusal of what is somebody else’s offers Note, Ask and Show', async () => {
    const number = await story.sql()
    await chat.tap('Mia', 'dach', await story.card(number), 'Show')
    const shown = await chat.sees('Mia', 'dach', 'History')
    expect(offered(shown)).toEqual(expect.arrayContaining(['Note', 'Ask']))
    await chat.type('Jonas', `confirm ${number}`)
    const words = await chat.sees(
      'Jonas',
      'dach',
      `#${number} is for Paolo Greco to confirm. You can add a note or ask.`,
    )
    expect(offered(words)).toEqual(['Note', 'Ask', 'Show'])
    await chat.tap('Jonas', 'dach', words, 'Note')
    await story.send('Jonas', { Note: 'They called again.' })
    await chat.dismiss('Jonas')
    expect((await story.thread(number)).at(-1)).toContain('They called again.')
  })

  it('show offers Note and Ask at every stage and to everybody', async () => {
    const numbers = [
      await story.handOff(),
      await story.sal(),
      await story.sql(),
      await story.sqo(),
      await story.disqualified(),
    ]
    for (const number of numbers) {
      await chat.type('Nobody', `show ${number}`)
      const shown = await chat.sees('Nobody', 'dach', `#${number}`)
      expect(offered(shown)).toEqual(expect.arrayContaining(['Note', 'Ask']))
    }
  })
})
