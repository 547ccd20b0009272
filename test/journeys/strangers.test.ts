import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { members } from '../../db/schema/index.ts'
import { people, type Stranger } from '../support/cast.ts'
import { onSlack, type Seen } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { said } from '../support/seen.ts'
import { countLines, isKnown } from '../support/wire.ts'

const words = 'Baton works with colleagues only.'

const { chat, story } = await openScene()
beforeAll(async () => {
  chat.addStranger('Guest', 'Other')
  chat.setMembers('dach', [...people.map(([who]) => who), 'Guest', 'Other'])
  await chat.share('dach', true)
  await story.type('Sofia', 'here dach', 'dach')
  await chat.tap('Sofia', 'dach', chat.whisper('Sofia'), 'Allow here')
})

describe.each([
  ['a guest', 'Guest'],
  ['a person of another organisation', 'Other'],
] satisfies [string, Stranger][])('%s is refused in words and leaves no trace', (_, who) => {
  type Act = (number: number, card: Seen) => Promise<unknown>
  const inChannel: [string, Act][] = [
    ['by a tap', (_number, card) => chat.tap(who, 'dach', card, 'Accept')],
    ['by a command', (number) => chat.type(who, `accept ${number}`)],
    ['by a mention', (number) => chat.write(who, `@Baton accept ${number}`)],
  ]
  const inChat: [string, Act][] = [
    ['on the Home tab', () => chat.openHome(who)],
    ['by a shortcut at a message', (_number, card) => chat.shortcut(who, 'new', 'dach', card)],
    ['by a direct message', (number) => chat.write(who, `accept ${number}`, 'direct')],
  ]
  const isRefused = async (act: Act) => {
    const number = await story.handOff()
    const card = await story.card(number)
    const lines = await countLines(chat)
    const refusals = () => chat.shownTo(who).join('\n').split(words).length
    const before = refusals()
    await act(number, card)
    await expect.poll(refusals, { timeout: 20_000 }).toBeGreaterThan(before)
    expect(await countLines(chat)).toBe(lines)
    expect(await isKnown(chat, who)).toBe(false)
  }
  it.each(inChannel)('%s', (_way, act) => isRefused(act))
  if (who === 'Guest') it.each(inChat)('%s', (_way, act) => isRefused(act))
  else
    it.runIf(onSlack).each(inChat)(
      '%s, since Teams gives them neither a chat with Baton nor its extension',
      (_way, act) => isRefused(act),
    )
})

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
  expect(chat.problems()).toEqual([])
})
