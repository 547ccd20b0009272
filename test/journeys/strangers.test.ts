import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identities, members } from '../../db/schema/index.ts'
import { foreigner, guest } from '../support/cast.ts'
import { type Chat, channels, openChat } from '../support/chat.ts'
import { said } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'
import { countLines } from '../support/wire.ts'

const words = 'Baton works with colleagues only.'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeAll(async () => {
  chat = await openChat()
  story = tellStory(chat)
  chat.slack.addUser(guest)
  chat.slack.addUser(foreigner)
  const all = chat.slack.world().users.map(({ id }) => id)
  chat.slack.addChannel({ id: channels.dach, name: 'dach', members: [...all, 'UGUEST', 'UOTHER'], isExtShared: true })
  await story.type('Sofia', 'here dach', 'dach')
  await chat.tap('Sofia', 'dach', chat.whisper('Sofia'), 'Allow here')
})
afterAll(() => chat.close())

const placesOf = (id: string) => chat.slack.see(id).channels
/** All that is shown to that person alone: whispers, direct messages, forms, the Home tab. */
const shownTo = (id: string) => {
  const { views, home } = chat.slack.see(id)
  const own = placesOf(id).flatMap(({ kind, messages }) =>
    messages.filter((one) => (one.ephemeral || kind === 'im') && one.userId === 'UBATON').map(said),
  )
  return [...own, ...views.map(said), ...(home ? [said(home)] : [])].join('\n')
}

describe.each([
  ['a guest', 'UGUEST'],
  ['a person of another organisation', 'UOTHER'],
])('%s is refused in words and leaves no trace', (_, id) => {
  it.each<[string, (number: number, ts: string) => Promise<unknown>]>([
    ['by a tap', (_number, ts) => tapAccept(id, ts)],
    ['by a command', (number) => chat.slack.command(id, channels.dach, `accept ${number}`)],
    ['on the Home tab', () => chat.slack.openHome(id)],
    ['by a shortcut at a message', (_number, ts) => chat.slack.shortcut(id, 'new', { channel: channels.dach, ts })],
    ['by a mention', (number) => chat.slack.say(id, channels.dach, `@Baton accept ${number}`)],
    ['by a direct message', (number) => chat.slack.say(id, `D${id.slice(1)}`, `accept ${number}`)],
  ])('%s', async (_way, act) => {
    const number = await story.handOff()
    const card = await story.card(number)
    const lines = await countLines(chat)
    const before = shownTo(id).split(words).length
    await act(number, card.ts)
    await expect.poll(() => shownTo(id).split(words).length, { timeout: 10_000 }).toBeGreaterThan(before)
    expect(await countLines(chat)).toBe(lines)
    expect(await chat.db().select().from(identities).where(eq(identities.externalId, id))).toEqual([])
  })
})

const tapAccept = (id: string, ts: string) => {
  const message = placesOf(id)
    .find((one) => one.id === channels.dach)
    ?.messages.find((one) => one.ts === ts)
  const row = message?.blocks?.find((block) => block.type === 'actions')
  if (!row) throw new Error('The card has no buttons.')
  return chat.slack.tap(id, {
    message: { channel: channels.dach, ts },
    seen: message?.blocks ?? [],
    blockId: String(row.block_id),
    actionId: 'accept',
  })
}

describe('somebody who was taken out of the team', () => {
  it('is refused with what was open in the hand: the form, the Home tab', async () => {
    await story.type('Mia', 'new late@leaver.example')
    await chat.db().update(members).set({ isActive: false }).where(eq(members.email, 'mia.keller@fjordlight.example'))
    const lines = await countLines(chat)
    const { text } = await story.send('Mia', { Company: 'Leaver', Source: 'webinar', 'Why now?': 'Now.' })
    expect(text).toContain(words)
    expect(said(await chat.home('Mia'))).toContain(words)
    expect(await countLines(chat)).toBe(lines)
  })
})

it('nothing that was sent broke a rule of the platform', () => {
  expect(chat.slack.problems()).toEqual([])
})
