import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { members, places } from '../db/schema/index.ts'
import { VendorError } from '../src/chat/messenger.ts'
import { openLane } from '../src/services/broken-places.ts'
import { planDigest, sendDigests } from '../src/services/digests.ts'
import { openReceiver } from './support/receiver.ts'
import { keysOf, openTold, patient, type Told } from './support/told.ts'

const monday = Date.parse('2026-11-23T08:00:00Z')
const hour = 3_600_000

let team: Told
const makes = (who: string, role: 'admin' | 'manager') =>
  team.ctx.db
    .update(members)
    .set({ roles: [role] })
    .where(eq(members.id, team.idOf(who)))
beforeEach(async () => {
  team = await openTold()
  await makes('sdr0', 'admin')
  await makes('felix', 'manager')
})
afterEach(() => team.close())

const plan = async (channel: string, cron: string) => {
  const asked = {
    byId: team.idOf('felix'),
    question: 'last week',
    cron,
    zone: 'Europe/Berlin',
    nextAt: new Date(monday),
  }
  await planDigest(team.ctx, { platform: 'slack', externalId: channel }, asked)
}
const isDue = async (ms: number) => {
  team.clock.ms = ms
  await sendDigests(team.ctx)
}

const placeOf = async (channel: string) => {
  const [place] = await team.ctx.db.select().from(places).where(eq(places.externalId, channel))
  if (!place) throw new Error(`There is no ${channel}.`)
  return place
}

/** The platform of which one channel is closed, and an outbox that sends to it. */
const openClosed = async (channel: string) => {
  const { id } = await placeOf(channel)
  let isClosed = true
  const { arrived, messenger } = openReceiver(async (to) => {
    if (isClosed && to.placeId === id)
      throw new VendorError('not_in_channel', { isPermanent: true, closesPlace: 'removed' })
  })
  const look = async () => ({ name: null, fault: isClosed ? ('removed' as const) : null, isShared: false })
  const outbox = team.outboxTo({ ...messenger, look })
  outbox.start()
  return {
    arrived,
    outbox,
    /** Who was told that it is closed, and what. */
    told: () => arrived.filter(({ key }) => key.startsWith('broken:')).map(({ lane, said }) => ({ lane, said })),
    posted: () => keysOf(arrived.filter(({ lane }) => lane === id)),
    open: () => {
      isClosed = false
    },
    /** What waits there is tried again now, and not in ten minutes. */
    again: async () => {
      await openLane(team.ctx, team.ctx.db, id)
      outbox.wake()
    },
    /** Waits until the digest of that moment stands so. */
    stands: (ms: number, state: 'sent' | 'queued') =>
      vi.waitFor(async () => {
        const one = (await team.queued()).find(({ dedupeKey }) => dedupeKey.endsWith(`:${ms}`))
        expect(one).toMatchObject({ state, error: state === 'sent' ? null : 'not_in_channel' })
      }, patient),
  }
}

test('a digest that is too late for a closed channel does not open it: whoever was told is not told again', async () => {
  await plan('CSALES', '0 9 * * 1-5')
  const closed = await openClosed('CSALES')
  await isDue(monday)
  closed.outbox.wake()
  await closed.stands(monday, 'queued')
  await vi.waitFor(() => expect(closed.told()).toHaveLength(2), patient)
  team.clock.ms += 12 * hour + 1
  await closed.again()
  await closed.stands(monday, 'sent')
  expect(await placeOf('CSALES')).toMatchObject({ brokenBecause: 'removed' })
  await isDue(monday + 24 * hour)
  await closed.again()
  await closed.stands(monday + 24 * hour, 'queued')
  const rows = await team.queued()
  expect(rows.filter(({ dedupeKey }) => dedupeKey.startsWith('broken:'))).toHaveLength(2)
  closed.open()
  await closed.again()
  await closed.stands(monday + 24 * hour, 'sent')
  expect(await placeOf('CSALES')).toMatchObject({ brokenBecause: null })
  expect(closed.posted()).toHaveLength(1)
  await closed.outbox.stop()
})

test('of a channel that has cards too, managers hear of the cards, and who planned a digest hears of that', async () => {
  await plan('CDACH', '0 9 * * 1')
  await planDigest(
    team.ctx,
    { platform: 'slack', externalId: 'CDACH' },
    {
      byId: team.idOf('sdr0'),
      question: 'this week',
      cron: '0 9 1 * *',
      zone: 'Europe/Berlin',
      nextAt: new Date(monday + 24 * hour),
    },
  )
  const closed = await openClosed('CDACH')
  await isDue(monday)
  closed.outbox.wake()
  await vi.waitFor(() => expect(closed.told()).toHaveLength(2), patient)
  const said = new Map(closed.told().map((one) => [one.lane, one.said]))
  expect(said.get(team.idOf('sdr0'))).toMatch(
    /The cards of DACH belong there, and wait\..*bind another channel: \/lead here dach$/,
  )
  expect(said.get(team.idOf('felix'))).toMatch(
    /waits, for twelve hours at most: .*“funnel last week”.* plan them in another channel: \/lead digest new$/,
  )
  await closed.outbox.stop()
})

test('of a digest that was due several times while its channel was closed the newest alone comes when that is open', async () => {
  await plan('CSALES', '0 * * * *')
  const closed = await openClosed('CSALES')
  await isDue(monday)
  closed.outbox.wake()
  await closed.stands(monday, 'queued')
  const dues = Array.from({ length: 8 }, (_, i) => monday + i * hour)
  for (const ms of dues) await isDue(ms)
  closed.open()
  await closed.again()
  for (const ms of dues) await closed.stands(ms, 'sent')
  expect(closed.posted()).toEqual([expect.stringContaining(`:${monday + 7 * hour}`)])
  await closed.outbox.stop()
})
