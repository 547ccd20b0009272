import type { Chat } from './chat.ts'
import { levels, opportunity, tellStory } from './story.ts'

/** A day of everybody, by every way in: each kind of request that a platform sends is among them. */
export const liveDay = async (chat: Chat) => {
  const story = tellStory(chat)
  await chat.type('Sofia', 'here dach', 'dach')
  await chat.type('Sofia', 'here alerts', 'wins')
  const one = await story.handOff({ Country: 'Germany' })
  await chat.settled()
  const card = await story.card(one)
  await chat.tap('Lena', 'dach', card, 'Accept')
  await chat.tap('Jonas', 'dach', card, 'Accept')
  await chat.tap('Jonas', 'dach', card, 'Why me?')
  await chat.sees('Lena', 'dach', 'Reached')
  await story.type('Lena', `touch ${one} call reached`)
  await story.does('Lena', `meet ${one}`, { Date: '2026-11-17', Time: '10:00' })
  await chat.dismiss('Lena')
  await story.type('Lena', `qualify ${one}`)
  await chat.fillOne('Lena', 'Budget', levels(2, 2, 2, 3).Budget ?? null)
  await chat.press('Lena', 'Save draft')
  await chat.dismiss('Lena')
  await story.does('Lena', `qualify ${one}`, { ...levels(2, 2, 2, 3), 'Account executive': 'Paolo Greco' })
  await chat.dismiss('Lena')
  await story.does('Paolo', `confirm ${one}`, { ...opportunity, Currency: 'EUR' })
  await chat.dismiss('Paolo')
  const two = await story.handOff()
  await story.type('Lena', `reject ${two}`)
  await story.send('Lena', { Reason: 'not ready' })
  await chat.dismiss('Lena')
  await story.sql()
  await story.sal()
  for (const text of [
    '',
    'help',
    'mine',
    'queue',
    'show 1',
    'find Lead',
    'funnel last month by source',
    'why 1',
    'undo',
  ])
    await story.type('Sofia', text)
  await chat.home('Lena')
}
