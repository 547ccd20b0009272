import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import type { Json } from '../src/playground/api.ts'
import { jsonOf } from '../src/playground/vendors/json.ts'
import { trySendingChanged } from './changed-requests.ts'
import type { Chat } from './support/chat.ts'
import { mutate } from './support/mutation.ts'
import { tellStory } from './support/story.ts'

/** What Teams alone has: dialogs, forms of the message extension, views of one's own, and who came and went. */
const record = async (chat: Chat) => {
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

const jsonIn = (body: string): Json => jsonOf(JSON.parse(body))

/** Waits until nothing is left to be sent. An id that names no channel may have been bound: what waits there stays. */
const settled = (chat: Chat) =>
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

trySendingChanged({
  on: 'teams',
  // The whole number on one store is enough: what reads an activity does not know which store there is.
  count: process.env.TEST_DATABASE_URL ? 500 : 3_000,
  record,
  kinds: [
    'message',
    'conversationUpdate',
    'installationUpdate',
    'adaptiveCard/action',
    'task/fetch',
    'task/submit',
    'composeExtension/fetchTask',
    'composeExtension/submitAction',
    'application/search',
  ],
  kindOf: (body) => {
    const { type, name } = jsonIn(body)
    return typeof name === 'string' ? name : String(type)
  },
  send: async (chat, { type, body: recorded }, edits) => {
    if (!chat.teams) throw new Error('This is not Teams.')
    // With an id of its own it is no repeat of the one that was answered.
    const own = JSON.stringify({ ...jsonIn(recorded), id: `f:changed-${++made}` })
    const body = mutate({ type, body: own }, edits)
    const answer = await chat.teams.send(body, { claims: { serviceurl: jsonIn(body).serviceUrl } })
    return { status: answer.status, body }
  },
  settled,
  // What Teams refuses, such as a chat that it does not know.
  isOfPlatform: ({ fault }) => fault?.name === 'VendorError',
})
