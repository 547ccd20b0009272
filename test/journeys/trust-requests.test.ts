import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identities, members } from '../../db/schema/index.ts'
import { foreigner, guest } from '../support/cast.ts'
import { type Chat, channels, openChat } from '../support/chat.ts'
import { countLines, type How, handOffLead, linesOf, openWire } from '../support/wire.ts'

let chat: Chat
let number = 0
beforeAll(async () => {
  chat = await openChat()
  chat.slack.addUser(guest)
  chat.slack.addUser(foreigner)
  chat.slack.addUser({ id: 'UGONE', name: 'Gone', email: 'lena.vogt@else.example', tz: 'UTC', deleted: true })
  chat.slack.addUser({ id: 'UROBOT', name: 'Robot', email: '', tz: 'UTC', isBot: true })
  await chat.type('Sofia', 'here dach', 'dach')
  number = await handOffLead(chat)
  await chat.sees('Lena', 'dach', /MQL · #1\b/)
})
afterAll(() => chat.close())

const seenByAll = () => JSON.stringify(['Lena', 'Nobody', 'Sofia'].map((who) => chat.see(who as 'Lena', 'dach')))

describe('a request that is not Slack’s does nothing and gets no words', () => {
  const cases: [what: string, how: How, status: number][] = [
    ['no signature', { signature: '' }, 401],
    ['a wrong signature', { signature: `v0=${'0'.repeat(64)}` }, 401],
    ['another secret', { secret: 'guessed' }, 401],
    ['301 s old', { ageS: 301 }, 401],
    ['301 s ahead', { ageS: -301 }, 401],
  ]
  it.each(cases)('%s', async (_, how, status) => {
    const wire = openWire(chat)
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
    const wire = openWire(chat)
    const before = seenByAll()
    const answer = await wire.payload({ ...wire.tapJson('Lena', number, 'accept'), ...more })
    expect([answer.status, await answer.text()]).toEqual([403, ''])
    expect(seenByAll()).toBe(before)
    expect(await linesOf(chat, number)).toHaveLength(1)
  })
})

describe('somebody who is no colleague is answered in words and changes nothing', () => {
  it.each([
    ['a guest', 'UGUEST', 'T1'],
    ['a person of another organisation, in a shared channel', 'UOTHER', 'T2'],
    ['somebody who was deactivated', 'UGONE', 'T1'],
    ['a bot', 'UROBOT', 'T1'],
  ])('%s', async (_, id, team_id) => {
    const wire = openWire(chat)
    const answer = await wire.payload({ ...wire.tapJson('Lena', number, 'accept'), user: { id, team_id } })
    expect(answer.status).toBe(200)
    const typed = await wire.send(
      new URLSearchParams({
        command: '/lead',
        text: `accept ${number}`,
        user_id: id,
        channel_id: channels.dach,
        team_id: 'T1',
        api_app_id: 'A1',
        trigger_id: `t.${id}`,
      }).toString(),
    )
    expect(typed.status).toBe(200)
    expect(await typed.text()).toContain('colleagues only')
    expect(await linesOf(chat, number)).toHaveLength(1)
    expect(await chat.db().select().from(identities).where(eq(identities.externalId, id))).toEqual([])
  })

  it('who was deactivated in the product acts no more, on any surface', async () => {
    const lena = eq(members.email, 'lena.vogt@fjordlight.example')
    await chat.type('Lena', `show ${number}`)
    await chat.db().update(members).set({ isActive: false }).where(lena)
    const lines = await countLines(chat)
    for (const text of [`accept ${number}`, 'new a@b.example', `show ${number}`, 'find Katrin', 'mine', 'funnel'])
      expect(JSON.stringify((await chat.type('Lena', text)).body)).toContain('colleagues only')
    expect(chat.hasModal('Lena')).toBe(false)
    expect(await countLines(chat)).toBe(lines)
    await chat.db().update(members).set({ isActive: true }).where(lena)
  })
})

it('a number of another organisation is answered as one that does not exist', async () => {
  expect(JSON.stringify((await chat.type('Lena', 'show 999')).body)).toContain('There is no #999')
})
