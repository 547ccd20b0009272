import { describe, expect, it } from 'vitest'
import type { Where } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { said } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

describe('what can be asked can be tapped', () => {
  const tapLast = async (who: 'Lena' | 'Sofia', where: Where, label: string, answer: string | RegExp) => {
    await chat.tap(who, where, chat.whisper(who, where), label)
    expect(said(await chat.sees(who, where, answer))).toMatch(answer)
  }

  it('mine leads to the funnel and to help, and help leads to the queue and back to mine', async () => {
    await story.type('Lena', 'mine')
    await tapLast('Lena', 'marketing', 'Funnel', /^Funnel /)
    await story.type('Lena', 'mine')
    await tapLast('Lena', 'marketing', 'Help', 'What you can do most')
    await tapLast('Lena', 'marketing', 'Queue', 'Nothing waits')
    await story.type('Lena', 'help')
    await tapLast('Lena', 'marketing', 'Mine', 'nothing is yours')
  })

  it('why and meet are asked from the card', async () => {
    const number = await story.handOff()
    await chat.tap('Lena', 'dach', await story.card(number), 'Why me?')
    expect(said(await chat.sees('Lena', 'dach', 'skipped the gate'))).toContain('by hand')
    await story.type('Lena', `accept ${number}`)
    await chat.tap('Lena', 'dach', await story.card(number), 'Book meeting')
    expect(said(chat.modal('Lena'))).toContain('Length')
    await chat.dismiss('Lena')
  })

  it('criteria shows the questions of the qualification to whoever types it', async () => {
    expect(await story.type('Lena', 'criteria')).toContain('BANT')
  })
})
