import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chat, openChat, type Where, type Who } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeAll(async () => {
  chat = await openChat()
  story = tellStory(chat)
  await story.binds('dach', 'nordics')
})
afterAll(() => chat.close())

/** Moves on to a moment in UTC and lets the clocks look at it. */
const at = async (moment: string) => {
  chat.clock.ms = Date.parse(`2026-11-${moment}Z`)
  await chat.tick()
  await chat.settled()
}
const waits = async (queue: 'DACH' | 'Nordics', priority: 'P2' | 'P3') => {
  const number = await story.handOff({ Queue: queue, Priority: priority })
  await chat.settled()
  return number
}
const queue = async (who: Who, where: Where, typed = 'queue') => {
  const text = await story.type(who, typed, where)
  return { text, numbers: [...text.matchAll(/MQL · #(\d+)/g)].map(([, number]) => Number(number)) }
}

describe('what was not accepted in time, and is also offered to the backup queue', () => {
  let late: number
  let own: number

  test('stands in the list of that queue behind its own, and says whom it helps', async () => {
    late = await waits('DACH', 'P2')
    own = await waits('Nordics', 'P3')
    expect((await queue('Ingrid', 'nordics')).numbers).toEqual([own])
    await at('18T10:01:00')
    const { text, numbers } = await queue('Ingrid', 'nordics')
    expect(numbers).toEqual([own, late])
    expect(text).toMatch(new RegExp(`🔴 MQL · #${late}\\b.* · accept was due .* · for DACH`))
    expect(text.match(/for DACH/g)).toHaveLength(1)
  })

  test('stays in the list of its own queue, once, also where both are listed', async () => {
    const { text, numbers } = await queue('Lena', 'dach')
    expect(numbers).toEqual([late])
    expect(text).not.toContain('for DACH')
    const all = await queue('Felix', 'marketing')
    expect(all.numbers).toEqual([late, own])
    expect(all.text).not.toContain('for DACH')
  })

  test('is for members of the backup queue to accept, from the list; who is in neither reads it alone', async () => {
    await queue('Giulia', 'nordics')
    expect(offered(chat.whisper('Giulia', 'nordics'))).toEqual(['Show', 'Show'])
    await queue('Ingrid', 'nordics')
    expect(offered(chat.whisper('Ingrid', 'nordics'))).toEqual(['Accept', 'Show', 'Accept', 'Show'])
    await story.type('Ingrid', `accept ${own}`)
    expect((await queue('Ingrid', 'nordics')).numbers).toEqual([late])
    await chat.tap('Ingrid', 'nordics', chat.whisper('Ingrid', 'nordics'), 'Accept')
    expect(said(await story.card(late))).toContain('Ingrid Dahl accepted')
    expect((await queue('Ingrid', 'nordics')).numbers).toEqual([])
  })

  test('leaves that list when its own team accepts it', async () => {
    const other = await waits('DACH', 'P2')
    await at('18T11:02:00')
    expect((await queue('Ingrid', 'nordics')).numbers).toEqual([other])
    await story.type('Lena', `accept ${other}`)
    expect((await queue('Ingrid', 'nordics')).numbers).toEqual([])
  })
})
