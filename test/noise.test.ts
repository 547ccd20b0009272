import { asc, eq, gt, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import { handoffs, notices, outbox, queuePeople, queues } from '../db/schema/index.ts'
import { isOpenAt, openedAt } from '../src/domain/clock.ts'
import { tickClocks } from '../src/jobs/clocks.ts'
import { createOutbox } from '../src/jobs/outbox.ts'
import { openReceiver } from './support/receiver.ts'
import { openTeam } from './support/team.ts'

const minute = 60_000
const hour = 60 * minute
const monday = Date.parse('2026-11-16T00:00:00Z')

/** The same numbers each time, from 0 to 1. */
const dice = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

type Event = { at: number; does: () => Promise<unknown> }

test('a week of 200 hand-offs, 40 of them P1 over a weekend: at most one message at an opening, nothing twice, nothing at night', async () => {
  const team = await openTeam(6)
  const roll = dice(42)
  const { messenger } = openReceiver()
  const sending = createOutbox(team.ctx, messenger, () => undefined, { restMs: 0, random: roll })
  sending.start()
  try {
    const events: Event[] = []
    const { db } = team.ctx
    await db.insert(queuePeople).values({
      queueId: (await db.select().from(queues).where(eq(queues.key, 'dach')))[0]?.id ?? '',
      memberId: team.idOf('ae1'),
      part: 'manager',
      position: 0,
    })
    const accepts = async (number: number) => {
      const who = `sdr${Math.floor(roll() * 6)}`
      await team.ask(who, 'accept', number)
      if (roll() < 0.6) await team.ask(who, 'touch', number, { input: { kind: 'call', outcome: 'reached' } })
    }
    const handsOff = (priority: 1 | 2 | 3) => async () => {
      const done = await team.handOver()
      if (!done.ok) throw new Error(JSON.stringify(done.refusal))
      const { id, number } = await team.handoffOf(done.number)
      sending.wake()
      const isPosted = async () => (await db.select().from(handoffs).where(eq(handoffs.id, id)))[0]?.postedAt
      await vi.waitFor(async () => expect(await isPosted()).toBeTruthy(), { timeout: 20_000, interval: 5 })
      // By its score each is a P1.
      if (priority !== 1) await team.ask('sdr0', 'priority', number, { input: { priority: `P${priority}` } })
      // Most are taken within the next working day or two, some never.
      if (roll() < 0.8) events.push({ at: team.clock.ms + Math.floor(roll() * 30) * hour, does: () => accepts(number) })
    }
    for (let i = 0; i < 160; i++) {
      const at = monday + Math.floor(i / 32) * 24 * hour + 7 * hour + Math.floor(roll() * 10 * hour)
      events.push({ at, does: handsOff(roll() < 0.1 ? 1 : roll() < 0.5 ? 2 : 3) })
    }
    for (let i = 0; i < 40; i++)
      events.push({ at: monday + 5 * 24 * hour + Math.floor(roll() * 48 * hour), does: handsOff(1) })

    type Heard = { at: number; lane: string; kind: string }
    const heard: Heard[] = []
    let newest = 0
    // A card is heard when it comes; what is drawn anew makes no sound.
    const seen = new Set<string>()
    const listen = async () => {
      const rows = await db.select().from(outbox).where(gt(outbox.id, newest)).orderBy(asc(outbox.id))
      if (rows.length === 0) return
      newest = rows.at(-1)?.id ?? newest
      const cards = await rowsOf(db, sql`select id, card from cards where card like 'notice:%'`)
      const ofClocks = new Set(cards.map(({ id }) => String(id)))
      for (const { lane, payload } of rows) {
        const isCard = payload.kind === 'card' && ofClocks.has(String(payload.card)) && !seen.has(String(payload.card))
        if (payload.kind === 'card') seen.add(String(payload.card))
        if (payload.kind === 'notices' || isCard) heard.push({ at: team.clock.ms, lane, kind: String(payload.kind) })
      }
    }
    const nextClock = async () => {
      const [row] = await rowsOf(
        db,
        sql`select least(
          (select min(next_at) from timers where stopped_at is null and fired_at is null and clock not like 'prompt%'),
          (select min(send_at) from notices where sent_at is null)) as at`,
      )
      return row?.at ? new Date(String(row.at)).getTime() : Number.POSITIVE_INFINITY
    }
    const end = monday + 9 * 24 * hour
    team.clock.ms = monday
    while (team.clock.ms < end) {
      events.sort((one, other) => one.at - other.at)
      const at = Math.max(team.clock.ms, Math.min(events[0]?.at ?? end, await nextClock(), end))
      team.clock.ms = at
      while (events[0] && events[0].at <= at) await events.shift()?.does()
      await tickClocks(team.ctx)
      await listen()
    }

    const calendar = team.ctx.calendar(null)
    expect(heard.length).toBeGreaterThan(50)
    expect(heard.filter(({ at }) => !isOpenAt(calendar, new Date(at)))).toEqual([])
    const atOpenings = heard.filter(({ at }) => at === openedAt(calendar, new Date(at)).getTime())
    const twice = [...Map.groupBy(atOpenings, ({ at, lane }) => `${at} ${lane}`).values()].filter(
      (all) => all.length > 1,
    )
    expect(twice).toEqual([])
    const told = await db.select().from(notices)
    expect(new Set(told.map(({ timerId, memberId, kind }) => `${timerId} ${memberId} ${kind}`)).size).toBe(told.length)
    expect(told.filter(({ sentAt, sendAt }) => sentAt === null && sendAt.getTime() <= end)).toEqual([])
    // A manager hears of breaches at most every quarter of an hour.
    const manager = heard.filter(({ lane }) => lane === team.idOf('ae1')).map(({ at }) => at)
    expect(manager.every((at, i) => i === 0 || at - (manager[i - 1] ?? 0) >= 15 * minute)).toBe(true)
    expect(team.errors).toEqual([])
  } finally {
    await sending.stop()
    await team.close()
  }
}, 600_000)
