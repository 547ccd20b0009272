import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { members, schedules } from '../db/schema/index.ts'
import type { Drawing } from '../src/cards/card.ts'
import { type Messenger, VendorError } from '../src/chat/messenger.ts'
import { sendText } from '../src/jobs/send.ts'
import { planDigest, sendDigests } from '../src/services/digests.ts'
import { claimMessages, type Queued } from '../src/services/outbox.ts'
import { plain } from '../src/texts/sentence.ts'
import { openTeam, type Team } from './support/team.ts'

const monday = Date.parse('2026-11-23T08:00:00Z')
const [minute, hour] = [60_000, 3_600_000]

let team: Team
let digest: Queued
beforeEach(async () => {
  team = await openTeam(4)
  const byId = team.idOf('felix')
  await team.ctx.db
    .update(members)
    .set({ roles: ['manager'] })
    .where(eq(members.id, byId))
  const asked = { byId, question: 'last week', cron: '0 9 * * 1', zone: 'Europe/Berlin', nextAt: new Date(monday) }
  await planDigest(team.ctx, { platform: 'slack', externalId: 'CDACH' }, asked)
  team.clock.ms = monday
  await sendDigests(team.ctx)
  const [claimed] = await claimMessages(team.ctx, v7(), 10)
  if (!claimed) throw new Error('Nothing was queued.')
  digest = claimed
})
afterEach(() => team.close())

const said = ({ parts }: Drawing) =>
  parts.flatMap((part) => (part.part === 'line' ? [plain('en', 'Europe/Berlin', part.text)] : []))

/** Sends a message; gives what the platform was asked to post, by its lines. `refuses` is what it says instead of taking it. */
const send = async (message = digest, refuses: VendorError | null = null) => {
  const posted: string[][] = []
  const messenger: Messenger = {
    post: async (_, drawing, key) => {
      if (refuses) throw refuses
      posted.push(said(drawing))
      return key
    },
    update: async () => undefined,
    find: async (_, key) => `found ${key}`,
    look: async () => ({ name: null, fault: null, isShared: false }),
  }
  const went = await sendText(team.ctx, messenger, message)
  return { posted, externalId: went?.externalId ?? null }
}

const isPaused = async () => (await team.ctx.db.select().from(schedules))[0]?.isPaused
/** What its maker was told of it. */
const told = async () => {
  const rows = (await team.queued()).filter(
    ({ lane, payload }) => lane === team.idOf('felix') && payload.kind === 'tell',
  )
  return rows.map(({ payload }) => plain('en', 'Europe/Berlin', payload.text as Parameters<typeof plain>[2]))
}
const change = (to: Partial<typeof schedules.$inferInsert>) => team.ctx.db.update(schedules).set(to)

const passes = async (ms: number) => {
  team.clock.ms = monday + ms
}

test('a digest says the numbers of its period, and nothing of its time while that is near', async () => {
  await passes(14 * minute)
  const { posted } = await send()
  expect(posted).toHaveLength(1)
  expect(posted[0]?.[0]).toBe('Funnel 16 Nov 2026 – 22 Nov 2026')
})

test('one that the platform took late says when it was due, and is of the period that it was due for', async () => {
  await change({ question: 'yesterday' })
  await passes(12 * hour)
  const { posted } = await send()
  expect(posted[0]?.slice(0, 2)).toEqual([
    'This was due Mon 23 Nov, 09:00. It could not be sent then.',
    'Funnel 22 Nov 2026',
  ])
})

test.each([
  ['is more than twelve hours late', () => passes(12 * hour + 1), []],
  ['was paused in between', () => change({ isPaused: true }), []],
  ['was deleted in between', () => team.ctx.db.delete(schedules), []],
  [
    'is of somebody who is no manager any more',
    () => team.ctx.db.update(members).set({ roles: ['marketer'] }),
    [expect.stringContaining('you may not have it sent any more')],
  ],
  [
    'is of a queue that is gone',
    () => change({ question: 'last week in atlantis' }),
    [expect.stringContaining('“funnel last week in atlantis” is paused: what it asks for is not there')],
  ],
  [
    'has numbers of single people in a channel',
    () => change({ question: 'last week by owner' }),
    [expect.stringContaining('is paused')],
  ],
])('one that %s when it is to go out stays away', async (_, happens, words) => {
  await happens()
  expect(await send()).toEqual({ posted: [], externalId: null })
  expect(await send()).toEqual({ posted: [], externalId: null })
  expect(await told()).toEqual(words)
})

test('one whose channel is closed is not paused, and goes out when that is open, within twelve hours', async () => {
  const closed = new VendorError('is_archived', { isPermanent: true, closesPlace: 'archived' })
  await expect(send(digest, closed)).rejects.toBe(closed)
  expect(await isPaused()).toBe(false)
  await passes(12 * hour)
  await expect(send(digest, closed)).rejects.toBe(closed)
  expect((await send()).posted).toHaveLength(1)
  await passes(12 * hour + 1)
  expect(await send(digest, closed)).toEqual({ posted: [], externalId: null })
})

test('one that the platform did not take this time is not paused, and one whose answer was lost is not posted twice', async () => {
  const busy = new VendorError('ratelimited', { retryAfterMs: 1_000 })
  await expect(send(digest, busy)).rejects.toBe(busy)
  expect(await isPaused()).toBe(false)
  expect(await send({ ...digest, attempts: 2 })).toEqual({ posted: [], externalId: `found ${digest.key}` })
})
