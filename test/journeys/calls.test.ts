import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { members } from '../../db/schema/index.ts'
import { onSlack, type Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { rawOf, said } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach'] })
beforeAll(async () => {
  for (const who of ['Lena', 'Jonas', 'Mia'] as const) await story.type(who, 'help')
})

/** Teams mentions people by the id that it writes to. */
const idsOf = (...who: Who[]) => who.map((one) => (onSlack ? chat.idOf(one) : `29:${one}`)).toSorted()
const calledBy = async (number: number) => (await story.card(number)).mentions.toSorted()
const change = (local: string, set: Partial<typeof members.$inferInsert>) =>
  chat
    .db()
    .update(members)
    .set(set)
    .where(eq(members.email, `${local}@fjordlight.example`))

describe('the card of a P1, in a queue where whoever taps first wins', () => {
  test('calls the members of the queue who are at work', async () => {
    const number = await story.handOff({ Priority: 'P1' })
    expect(await calledBy(number)).toEqual(idsOf('Lena', 'Jonas', 'Mia'))
    expect(said(await story.card(number))).toContain('At work now:')
  })

  test('calls nobody where it is a P2 or a P3', async () => {
    for (const Priority of ['P2', 'P3']) {
      const number = await story.handOff({ Priority })
      expect(await calledBy(number)).toEqual([])
      expect(said(await story.card(number))).not.toContain('At work')
    }
  })

  test('does not call who is away, asleep, or not of the team any more', async () => {
    await story.type('Jonas', 'away until 2026-11-23')
    await change('mia.keller', { isActive: false })
    const number = await story.handOff({ Priority: 'P1' })
    expect(await calledBy(number)).toEqual(idsOf('Lena'))
    await change('lena.vogt', { zone: 'America/New_York' })
    await change('mia.keller', { isActive: true })
    expect(await calledBy(await story.handOff({ Priority: 'P1' }))).toEqual(idsOf('Mia'))
    await change('lena.vogt', { zone: null })
    await story.type('Jonas', 'back')
  })

  test('calls nobody outside of working hours', async () => {
    const day = chat.clock.ms
    chat.clock.ms = Date.parse('2026-11-18T20:00:00Z')
    expect(await calledBy(await story.handOff({ Priority: 'P1' }))).toEqual([])
    chat.clock.ms = day
  })

  test('keeps the names while it waits, in the same message, and drops them with the acceptance', async () => {
    const number = await story.handOff({ Priority: 'P1' })
    const first = await story.card(number)
    await story.does('Felix', `edit ${number}`, { Name: 'Another Name' })
    await chat.dismiss('Felix')
    const second = await story.card(number)
    expect(said(second)).toContain('Another Name')
    expect(second.id).toBe(first.id)
    expect(await calledBy(number)).toEqual(idsOf('Lena', 'Jonas', 'Mia'))
    await story.type('Lena', `accept ${number}`)
    expect(await calledBy(number)).toEqual([])
    expect(said(await story.card(number))).not.toContain('At work')
  })

  test('makes a call of no name that somebody wrote, and no markup of the name of who is called', async () => {
    const number = await story.handOff({
      Priority: 'P2',
      Name: `<at>Lena Vogt</at> <@${chat.idOf('Lena')}> @Lena Vogt`,
    })
    expect(await calledBy(number)).toEqual([])
    await change('lena.vogt', { name: 'L](https://evil.example) **x** </at> <!channel>' })
    const called = await story.handOff({ Priority: 'P1' })
    expect(await calledBy(called)).toEqual(idsOf('Lena', 'Jonas', 'Mia'))
    expect(rawOf(await story.card(called))).not.toMatch(/evil\.example|\*\*x|!channel/)
    await change('lena.vogt', { name: 'Lena Vogt' })
  })

  test('breaks no rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
