import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { lanes } from '../db/schema/index.ts'
import { VendorError } from '../src/chat/messenger.ts'
import { backoffMs } from '../src/jobs/outbox.ts'
import { claimMessages, finishMessage } from '../src/services/outbox.ts'
import { openReceiver } from './support/receiver.ts'
import { keysOf, openTold, patient, type Told } from './support/told.ts'

let team: Told
beforeEach(async () => {
  team = await openTold()
})
afterEach(() => team.close())

const claim = (hands: number, token = v7()) => claimMessages(team.ctx, token, hands)

describe('between lanes', () => {
  it('a P1 goes before what has waited longer, when there are more lanes than hands', async () => {
    const [urgent, usual] = [await team.handOverAs(1), await team.handOverAs(3)]
    for (let n = 0; n < 6; n++) await team.tell(team.directOf(n), usual.id)
    const key = await team.tell(team.directOf(6), urgent.id)
    expect(keysOf(await claim(3))).toContain(key)
  })

  it('a card of a P1 goes first too, from the act on that made it one', async () => {
    const { number } = await team.handOverAs(3)
    for (let n = 0; n < 6; n++) await team.tell(team.directOf(n))
    await team.ask('sdr0', 'priority', number, { input: { priority: 'P1' } })
    const [first] = await claim(1)
    expect(first?.payload).toMatchObject({ kind: 'card' })
  })

  it('all of a lane in which a P1 waits goes first, in its order', async () => {
    const urgent = await team.handOverAs(1)
    for (let n = 0; n < 6; n++) await team.tell(team.directOf(n))
    const keys = [
      await team.tell(team.directOf(6)),
      await team.tell(team.directOf(6)),
      await team.tell(team.directOf(6), urgent.id),
    ]
    const taken: string[] = []
    for (let i = 0; i < keys.length; i++) {
      const token = v7()
      const [one] = await claim(1, token)
      if (!one) throw new Error('Nothing was taken.')
      taken.push(one.key)
      await finishMessage(team.ctx, token, one, { state: 'sent', pauseMs: 0, error: null })
    }
    expect(taken).toEqual(keys)
  })

  it('a P1 is delivered at once, though 10,000 messages wait in other lanes', async () => {
    const urgent = await team.handOverAs(1)
    await team.ctx.db.execute(sql`with lane as (
        insert into lanes (tenant_id, lane) select ${team.ctx.tenantId}::uuid, gen_random_uuid()::text from generate_series(1, 5000)
        returning tenant_id, lane)
      insert into outbox (tenant_id, lane, dedupe_key, payload)
        select tenant_id, lane, lane || n, '{"kind":"tell"}' from lane, generate_series(1, 2) n`)
    const { arrived, messenger } = openReceiver()
    const outbox = team.outboxTo(messenger)
    outbox.start()
    const key = await team.tell(team.directOf(0), urgent.id)
    outbox.wake()
    await vi.waitFor(() => expect(keysOf(arrived)).toEqual([key]), patient)
    await outbox.stop()
    const rows = await team.queued()
    expect(rows.filter(({ state }) => state === 'queued').length).toBeGreaterThan(7_000)
  })
})

it('a platform that hangs in ten lanes and more keeps no other lane waiting', async () => {
  let letGo = () => {}
  const hung = new Promise<void>((done) => {
    letGo = done
  })
  const last = team.directOf(15)
  const { arrived, messenger } = openReceiver((to) => (to.placeId === last ? Promise.resolve() : hung))
  const outbox = team.outboxTo(messenger)
  for (let n = 0; n < 15; n++) await team.tell(team.directOf(n))
  const key = await team.tell(last)
  outbox.start()
  await vi.waitFor(() => expect(keysOf(arrived)).toEqual([key]), patient)
  letGo()
  await vi.waitFor(() => expect(arrived).toHaveLength(16), patient)
  await outbox.stop()
})

it('a place rests after each message, and redraws of the same card become one, which shows the newest', async () => {
  const done = await team.handOver()
  if (!done.ok) throw new Error('Nothing was handed off.')
  for (const priority of ['P2', 'P3', 'P2', 'P3'])
    await team.ask('sdr0', 'priority', done.number, { input: { priority } })
  const { arrived, messenger } = openReceiver()
  const outbox = team.outboxTo(messenger, { restMs: 600_000 })
  outbox.start()
  await vi.waitFor(() => expect(arrived).toHaveLength(1), patient)
  const left = async () => (await team.queued()).filter(({ state }) => state === 'queued').length
  await vi.waitFor(async () => expect(await left()).toBe(4), patient)
  await team.ctx.db.update(lanes).set({ nextAt: sql`now()` })
  outbox.wake()
  // Each of the others would rest for ten minutes if it were sent.
  await vi.waitFor(async () => expect(await left()).toBe(0), patient)
  expect(arrived.filter(({ key }) => key.startsWith('card:'))).toHaveLength(1)
  await outbox.stop()
})

describe('what a platform does not take now', () => {
  it('waits as long as the platform says, and counts as no attempt; other lanes go on', async () => {
    const { arrived, messenger } = openReceiver(async (to) => {
      if (to.placeId === team.directOf(0)) throw new VendorError('full', { retryAfterMs: 400_000 })
    })
    const outbox = team.outboxTo(messenger)
    const [key, other] = [await team.tell(team.directOf(0)), await team.tell(team.directOf(1))]
    outbox.start()
    await vi.waitFor(() => expect(keysOf(arrived)).toEqual([other]), patient)
    await outbox.stop()
    expect((await team.queued()).find(({ dedupeKey }) => dedupeKey === key)).toMatchObject({
      state: 'queued',
      attempts: 0,
    })
    const [lane] = await team.ctx.db
      .select()
      .from(lanes)
      .where(eq(lanes.lane, team.directOf(0)))
    // The store's own clock counts, so a minute is left for how it may differ.
    expect((lane?.nextAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(340_000)
  })

  test.each([
    [1, 0, 1_000],
    [1, 0.5, 750],
    [2, 0, 2_000],
    [5, 0, 16_000],
    [12, 0, 300_000],
    [12, 1, 150_000],
  ])('is tried again after attempt %i, by the chance of %d, in %i ms', (attempts, chance, ms) => {
    expect(backoffMs(attempts, () => chance)).toBe(ms)
  })
})

it.runIf(process.env.TEST_DATABASE_URL)(
  'what a process held that died is sent by another within 30 s',
  async () => {
    const key = await team.tell(team.directOf(0))
    expect(keysOf(await claim(1))).toEqual([key])
    const diedAt = performance.now()
    const { arrived, messenger } = openReceiver()
    const outbox = team.outboxTo(messenger, { on: await team.openContext() })
    outbox.start()
    await vi.waitFor(() => expect(keysOf(arrived)).toEqual([key]), { timeout: 40_000, interval: 50 })
    expect(performance.now() - diedAt).toBeLessThan(30_000)
    await outbox.stop()
    expect(await team.stateOf(key)).toBe('sent')
  },
  60_000,
)
