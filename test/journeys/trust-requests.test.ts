import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { members } from '../../db/schema/index.ts'
import { people, type Stranger } from '../support/cast.ts'
import { type Chat, onSlack, openChat } from '../support/chat.ts'
import { wordsOf } from '../support/seen.ts'
import { type How, openSlackWire } from '../support/slack-wire.ts'
import { countLines, handOffLead, isKnown, linesOf } from '../support/wire.ts'

let chat: Chat
let number = 0
beforeAll(async () => {
  chat = await openChat()
  const strangers: Stranger[] = ['Guest', 'Other', ...ofSlack.map(([, who]) => who)]
  chat.addStranger(...strangers)
  chat.setMembers('dach', [...people.map(([who]) => who), ...strangers])
  await chat.type('Sofia', 'here dach', 'dach')
  number = await handOffLead(chat)
  await chat.sees('Lena', 'dach', /MQL · #1\b/)
})
afterAll(() => chat.close())

const seenByAll = () => JSON.stringify(['Lena', 'Nobody', 'Sofia'].map((who) => chat.see(who as 'Lena', 'dach')))

describe.runIf(onSlack)(
  'a request that is not Slack’s (those of Teams have a test of their own) does nothing and gets no words',
  () => {
    const cases: [what: string, how: How, status: number][] = [
      ['no signature', { signature: '' }, 401],
      ['a wrong signature', { signature: `v0=${'0'.repeat(64)}` }, 401],
      ['another secret', { secret: 'guessed' }, 401],
      ['301 s old', { ageS: 301 }, 401],
      ['301 s ahead', { ageS: -301 }, 401],
    ]
    it.each(cases)('%s', async (_, how, status) => {
      const wire = openSlackWire(chat)
      const before = seenByAll()
      for (const body of [
        new URLSearchParams({ payload: JSON.stringify(wire.tapJson('Lena', number, 'accept')) }).toString(),
        `command=%2Flead&text=accept+${number}&user_id=ULENA&channel_id=CDACH&team_id=T1&api_app_id=A1&trigger_id=1.2`,
      ]) {
        const answer = await wire.send(body, how)
        expect([answer.status, await answer.text()]).toEqual([status, ''])
      }
      expect(seenByAll()).toBe(before)
      expect(await linesOf(chat, number)).toHaveLength(1)
    })

    it.each([
      ['a workspace that is not installed', { team: { id: 'T2' } }],
      ['another app', { api_app_id: 'A2' }],
    ])('%s', async (_, more) => {
      const wire = openSlackWire(chat)
      const before = seenByAll()
      const answer = await wire.payload({ ...wire.tapJson('Lena', number, 'accept'), ...more })
      expect([answer.status, await answer.text()]).toEqual([403, ''])
      expect(seenByAll()).toBe(before)
      expect(await linesOf(chat, number)).toHaveLength(1)
    })
  },
)

const ofSlack: [string, Stranger][] = [
  ['somebody who was deactivated: Teams signs them out', 'Gone'],
  ['a bot: Teams brings no word of one to another', 'Bot'],
]
const onBoth: [string, Stranger][] = [
  ['a guest', 'Guest'],
  ['a person of another organisation, in a shared channel', 'Other'],
]

describe('somebody who is no colleague is answered in words and changes nothing', () => {
  const isRefused = async (_: string, who: Stranger) => {
    const [card] = chat.see('Lena').filter((one) => !one.isForOneAlone && one.isBot)
    if (!card) throw new Error('There is no card.')
    const tapped = await chat.tap(who, 'dach', card, 'Accept')
    expect([tapped.status, tapped.error]).toEqual([200, null])
    const typed = await chat.type(who, `accept ${number}`)
    expect(typed.status).toBe(200)
    expect(wordsOf(typed.body)).toContain('colleagues only')
    expect(await linesOf(chat, number)).toHaveLength(1)
    expect(await isKnown(chat, who)).toBe(false)
  }
  it.each(onBoth)('%s', isRefused)
  it.runIf(onSlack).each(ofSlack)('%s', isRefused)

  it('who was deactivated in the product acts no more, on any surface', async () => {
    const lena = eq(members.email, 'lena.vogt@fjordlight.example')
    await chat.type('Lena', `show ${number}`)
    await chat.db().update(members).set({ isActive: false }).where(lena)
    const lines = await countLines(chat)
    for (const text of [`accept ${number}`, 'new a@b.example', `show ${number}`, 'find Katrin', 'mine', 'funnel'])
      expect(wordsOf((await chat.type('Lena', text)).body)).toContain('colleagues only')
    expect(chat.hasModal('Lena')).toBe(false)
    expect(await countLines(chat)).toBe(lines)
    await chat.db().update(members).set({ isActive: true }).where(lena)
  })
})

it('a number of another organisation is answered as one that does not exist', async () => {
  expect(wordsOf((await chat.type('Lena', 'show 999')).body)).toContain('There is no #999')
})
