import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { guest } from '../support/cast.ts'
import { type Chat, openChat } from '../support/chat.ts'
import { said, standsIn } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'
import { countLines } from '../support/wire.ts'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeAll(async () => {
  chat = await openChat()
  story = tellStory(chat)
  await chat.type('Sofia', 'here dach', 'dach')
})
afterAll(() => chat.close())

const pasted = 'Katrin Weiss (Adlerwerk) asks for a demo & a quote: katrin.weiss@adlerwerk.example, +49 30 901820'

const written = async (text: string) => {
  await chat.write('Jonas', text, 'marketing')
  const message = chat.see('Felix', 'marketing').findLast((one) => !one.ephemeral && !one.isBot)
  if (!message) throw new Error('Nobody wrote anything.')
  return message
}

const links = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"type":"link","url":"([^"]*)"/g)].flatMap((found) => found[1] ?? [])

describe('the shortcut at a message', () => {
  test('opens the form with what the message says of the lead; the card quotes the message and links to it', async () => {
    const message = await written(pasted)
    expect((await chat.shortcut('Felix', 'new', 'marketing', message)).error).toBeNull()
    const form = chat.modal('Felix')
    expect(standsIn(form, 'Name')).toBe('Katrin Weiss')
    expect(standsIn(form, 'Email')).toBe('katrin.weiss@adlerwerk.example')
    expect(standsIn(form, 'Company')).toBe('Adlerwerk')
    expect(standsIn(form, 'Phone')).toBe('+49 30 901820')
    const { text } = await story.send('Felix', {
      Source: 'demo request',
      Queue: 'DACH',
      'Why now?': 'An audit in March.',
    })
    const number = Number(/#(\d+)/.exec(text)?.[1])
    await chat.dismiss('Felix')
    const card = await story.card(number)
    expect(said(card)).toContain('An audit in March.')
    expect(said(card)).toContain('asks for a demo & a quote: …, …')
    expect(said(card)).not.toContain('901820')
    const home = 'https://fjordlight.slack.com/archives/CMARKETING'
    expect(links(card.blocks)).toEqual([`${home}/p${message.ts.replace('.', '')}`])
  })

  test('says once what was taken over as it stands, and holds on to the message when something is wrong', async () => {
    const message = await written('Jon Dahl, jon.dahl@havn.example, wants to switch in May')
    await chat.shortcut('Felix', 'new', 'marketing', message)
    expect(standsIn(chat.modal('Felix'), 'Why now?')).toBe('Jon Dahl, …, wants to switch in May')
    expect((await story.send('Felix', { Source: 'referral', Queue: 'DACH', Employees: 'many' })).errors).toHaveProperty(
      'Employees',
    )
    const { text } = await story.send('Felix', { Employees: '40' })
    await chat.dismiss('Felix')
    const card = await story.card(Number(/#(\d+)/.exec(text)?.[1]))
    expect(said(card).match(/wants to switch in May/g)).toHaveLength(1)
    expect(links(card.blocks)).toHaveLength(1)
  })

  test('in a thread links into the thread', async () => {
    const root = await written('New leads of today')
    await chat.write('Jonas', 'ida@licht.example', 'marketing', root)
    const answer = chat.see('Felix', 'marketing').findLast((one) => one.threadTs === root.ts)
    await chat.shortcut('Felix', 'new', 'marketing', answer)
    const kept = JSON.parse(String((chat.modal('Felix').sent.args.view as Json).private_metadata)).kept
    expect(kept.message).toContain(`?thread_ts=${root.ts}&cid=CMARKETING`)
    await chat.dismiss('Felix')
  })

  test('by a guest is refused in words, and opens nothing', async () => {
    chat.slack.addUser(guest)
    chat.slack.addChannel({ id: 'CMARKETING', name: 'marketing', members: ['UFELIX', 'UJONAS', 'UGUEST'] })
    const message = await written(pasted)
    const before = await countLines(chat)
    await chat.slack.shortcut('UGUEST', 'new', { channel: 'CMARKETING', ts: message.ts })
    const seen = () =>
      chat.slack
        .see('UGUEST')
        .channels.find(({ id }) => id === 'CMARKETING')
        ?.messages.at(-1)
    await expect.poll(() => said(seen() ?? { blocks: null })).toMatch(/^Baton works with colleagues only\./)
    expect(chat.slack.see('UGUEST').views).toEqual([])
    expect(await countLines(chat)).toBe(before)
    chat.slack.addChannel({ id: 'CMARKETING', name: 'marketing', members: 'all' })
  })
})

describe('the shortcut that stands nowhere', () => {
  test('opens the empty form, and what was handed off is said in it', async () => {
    expect((await chat.shortcut('Felix', 'new/global')).error).toBeNull()
    expect(standsIn(chat.modal('Felix'), 'Email')).toBeNull()
    const lead = { Name: 'Eva Rossi', Email: 'eva@rossi.example', Company: 'Rossi', 'Why now?': 'Now' }
    const { text } = await story.send('Felix', { ...lead, Source: 'event', Queue: 'DACH' })
    expect(text).toMatch(/#\d+/)
    await chat.dismiss('Felix')
  })

  test('of somebody who may not is refused in a modal', async () => {
    await chat.slack.shortcut('UGUEST', 'new/global')
    await expect
      .poll(() => chat.slack.see('UGUEST').views.map(said).join())
      .toMatch(/^Baton works with colleagues only\./)
  })

  test('is answered directly where no modal opens any more', async () => {
    chat.slack.fail({ method: 'views.open', times: 2, error: 'expired_trigger_id' })
    await chat.shortcut('Felix', 'new/global')
    await chat.sees('Felix', 'direct', /took too long to open/)
  })
})
