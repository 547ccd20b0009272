import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import type { Json } from '../src/playground/api.ts'
import { type Chat, openChatOn } from './support/chat.ts'
import { liveDay } from './support/day.ts'
import { halvesIn } from './support/halves.ts'
import { type Edit, edit, mutate } from './support/mutation.ts'
import { tellStory } from './support/story.ts'

/** The whole number on one store is enough: what reads an activity does not know which store there is. */
const activities = process.env.TEST_DATABASE_URL ? 500 : 3_000
const together = 20

let chat: Chat
const rejections: unknown[] = []
const remember = (error: unknown) => rejections.push(error)

/** What Teams alone has: dialogs, forms of the message extension, views of one's own, and who came and went. */
const record = async () => {
  await chat.shortcut('Felix', 'new', 'marketing')
  await chat.fill('Felix', { Name: 'Jo Lund', Company: 'Lund', Source: 'webinar', 'Why now?': 'Asked for a call.' })
  await chat.dismiss('Felix')
  const story = tellStory(chat, 100)
  await chat.tap('Jonas', 'dach', await story.card(await story.handOff()), 'Reject')
  await chat.submit('Jonas')
  await chat.dismiss('Jonas')
  await chat.changePlace('dach', 'remove')
  await chat.changePlace('dach', 'invite')
  await chat.teams?.act('29:Lena', { type: 'open', conversation: chat.placeOf('Lena', 'dach') })
}

beforeAll(async () => {
  process.on('unhandledRejection', remember)
  chat = await openChatOn('teams')
  await liveDay(chat)
  await record()
  await chat.settled()
}, 120_000)
afterAll(async () => {
  process.off('unhandledRejection', remember)
  await chat.close()
})

type Row = { level: number; msg: string; fault?: { name: string } }

const jsonIn = (body: string): Json => {
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

const kindOf = (body: string) => {
  const { type, name } = jsonIn(body)
  return typeof name === 'string' ? name : String(type)
}

/** Waits until nothing is left to be sent. An id that names no channel may have been bound: what waits there stays. */
const settled = () =>
  vi.waitFor(
    async () => {
      const left = await rowsOf(
        chat.db(),
        sql`select o.id from outbox o join places p on p.id = o.lane::uuid where o.state = 'queued' and p.broken_because is null`,
      )
      if (left.length > 0) throw new Error(`${left.length} messages are still to be sent.`)
    },
    { timeout: 60_000, interval: 100 },
  )

let made = 0
/** A recorded activity with an id of its own, so that it is no repeat of the one that was answered; then changed. */
const changedOf = ({ type, body }: { type: string; body: string }, edits: readonly Edit[]) =>
  mutate({ type, body: JSON.stringify({ ...jsonIn(body), id: `f:changed-${++made}` }) }, edits)

it('every kind of activity was recorded', () => {
  const kinds = new Set(chat.delivered.map(({ body }) => kindOf(body)))
  const all = [
    'message',
    'conversationUpdate',
    'installationUpdate',
    'adaptiveCard/action',
    'task/fetch',
    'task/submit',
    'composeExtension/fetchTask',
    'composeExtension/submitAction',
    'application/search',
  ]
  expect([...kinds]).toEqual(expect.arrayContaining(all))
})

it(`recorded activities that were changed in any way, ${activities} of them, validly signed, are answered and break nothing`, async () => {
  const recorded = [...chat.delivered]
  const changed = fc.record({
    which: fc.nat({ max: recorded.length - 1 }),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(changed, { minLength: together, maxLength: together }), async (some) => {
      const answers = await Promise.all(
        some.map(async ({ which, edits }) => {
          const one = recorded[which]
          if (!one || !chat.teams) throw new Error('Nothing was recorded.')
          const body = changedOf(one, edits)
          const answer = await chat.teams.send(body, { claims: { serviceurl: jsonIn(body).serviceUrl } })
          return { status: answer.status, body }
        }),
      )
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      expect(rejections).toEqual([])
    }),
    { numRuns: activities / together, endOnFailure: true },
  )
  await settled()
  // What Teams refuses, such as a chat that it does not know, is its answer to a changed id and no fault of ours.
  const broken = chat.logged
    .map((row) => JSON.parse(row) as Row)
    .filter(({ level, fault }) => level >= 50 && fault?.name !== 'VendorError')
  expect(broken).toEqual([])
  expect(await halvesIn(chat)).toEqual({})
  expect(Object.keys(Object.prototype)).toEqual([])
  expect((await fetch(`${chat.url()}/readyz`)).status).toBe(200)
}, 600_000)
