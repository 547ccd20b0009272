import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { dueOf, said, standsIn } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

describe('a colleague sets the priority', () => {
  it('by its button: the card shows it, and what runs is due by it from its own start', async () => {
    const number = await story.handOff({ Priority: 'P3' })
    const early = await story.handOff({ Priority: 'P1' })
    const wanted = dueOf(said(await story.card(early)), 'accept')
    await story.card(number)
    chat.clock.ms += 60_000
    await chat.tap('Lena', 'dach', await story.card(number), 'Set priority')
    expect(standsIn(chat.modal('Lena'), 'Priority')).toBe('P3')
    expect((await story.send('Lena', { Priority: 'P1' })).text).toContain('is P1 now.')
    await chat.dismiss('Lena')
    const card = said(await story.card(number))
    expect(card).toMatch(/\nP1 · /)
    expect(dueOf(card, 'accept')).toBe(wanted)
    expect(await story.history(number)).toMatch(/Lena Vogt set the priority · P1/)
    expect(await story.type('Lena', `why ${number}`)).toContain('P1, set by hand')
    expect(await story.told('Felix', number)).toEqual([])
  })

  it('by command at SAL: first touch and qualify follow', async () => {
    const number = await story.sal({ Priority: 'P3' })
    const other = await story.sal({ Priority: 'P1' })
    const wanted = await story.shows(other)
    chat.clock.ms += 60_000
    expect(await story.type('Lena', `priority ${number} p1`)).toContain('is P1 now.')
    const shown = await story.shows(number)
    for (const clock of ['first touch', 'qualify']) expect(dueOf(shown, clock)).toBe(dueOf(wanted, clock))
  })

  it('what is no priority opens the form, and the one it has changes nothing', async () => {
    const number = await story.handOff({ Priority: 'P2' })
    expect(await story.type('Lena', `priority ${number} urgent!`)).toContain('Pick one of the list.')
    expect(await story.type('Lena', `priority ${number} 2`)).toBe(`#${number} is P2 already. Nothing has changed. Show`)
    const same = await story.does('Lena', `priority ${number}`, {})
    expect(same.errors).toEqual({ Priority: `#${number} is P2 already. Nothing has changed.` })
    expect(await story.history(number)).not.toContain('set the priority')
  })

  it('is for the queue and its managers, at MQL and SAL', async () => {
    const number = await story.handOff()
    expect(await story.type('Felix', `priority ${number} P1`)).toContain('You are not in the queue DACH.')
    const decided = await story.sql()
    expect(await story.type('Sofia', `priority ${decided} P1`)).toContain('It is SQL now.')
  })

  it('undone, priority and due times are as before', async () => {
    const number = await story.sal({ Priority: 'P3' })
    const before = await story.shows(number)
    chat.clock.ms += 60_000
    await story.type('Lena', `priority ${number} P1`)
    await story.type('Lena', `undo ${number}`)
    const after = await story.shows(number)
    expect(after).toContain('P3 · ')
    for (const clock of ['first touch', 'qualify']) expect(dueOf(after, clock)).toBe(dueOf(before, clock))
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
