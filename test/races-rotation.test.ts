import { eq, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import type { Db } from '../db/client.ts'
import { rowsOf } from '../db/rows.ts'
import { handoffs, leads, members, queues } from '../db/schema/index.ts'
import { tickClocks } from '../src/jobs/clocks.ts'
import { holdNumbers } from '../src/services/next-number.ts'
import { offerWaiting } from '../src/services/offer-waiting.ts'
import { openTeam } from './support/team.ts'

test('50 hand-offs at once go round a queue in rotation: nobody gets two more than another', async () => {
  const team = await openTeam(7)
  try {
    const processes = team.isServer ? [team.ctx, await team.openContext(), await team.openContext()] : [team.ctx]
    // A process that starts settles the queues by its file, which says nothing of the mode.
    await team.ctx.db.update(queues).set({ mode: 'rotate' }).where(eq(queues.key, 'dach'))
    const asked = Array.from({ length: 50 }, (_, i) =>
      team.handOver(`many${i}@many${i}.example`, processes[i % processes.length]),
    )
    expect((await Promise.all(asked)).filter(({ ok }) => !ok)).toEqual([])
    const rows = await team.ctx.db.select({ to: handoffs.offeredTo }).from(handoffs)
    const counts = [...Map.groupBy(rows, ({ to }) => to).values()].map((all) => all.length)
    expect(counts.toSorted((one, other) => one - other)).toEqual([7, 7, 7, 7, 7, 7, 8])
  } finally {
    await team.close()
  }
})

test('with a cap of 5 a day, 35 of 50 hand-offs at once are offered, and 15 on the next day, however many processes look', async () => {
  const team = await openTeam(7)
  try {
    const { db } = team.ctx
    const processes = team.isServer ? [team.ctx, await team.openContext(), await team.openContext()] : [team.ctx]
    await db.update(queues).set({ mode: 'rotate' }).where(eq(queues.key, 'dach'))
    await db.update(members).set({ capPerDay: 5 })
    const asked = Array.from({ length: 50 }, (_, i) =>
      team.handOver(`many${i}@many${i}.example`, processes[i % processes.length]),
    )
    expect((await Promise.all(asked)).filter(({ ok }) => !ok)).toEqual([])
    // By their scores they are P1, and would go on to others meanwhile.
    await db.update(handoffs).set({ priority: 3 })
    const counts = async () => {
      const rows = await db.select({ to: handoffs.offeredTo }).from(handoffs)
      const byMember = Map.groupBy(rows, ({ to }) => to)
      const waiting = byMember.get(null)?.length ?? 0
      byMember.delete(null)
      return { waiting, offered: [...byMember.values()].map((all) => all.length).toSorted((one, other) => one - other) }
    }
    expect(await counts()).toEqual({ waiting: 15, offered: [5, 5, 5, 5, 5, 5, 5] })
    const look = () => Promise.all(processes.flatMap((ctx) => [tickClocks(ctx), tickClocks(ctx)]))
    team.clock.ms = Date.parse('2026-11-18T15:00:00Z')
    await look()
    expect((await counts()).waiting).toBe(15)
    team.clock.ms = Date.parse('2026-11-19T08:00:00Z')
    await look()
    await look()
    expect(await counts()).toEqual({ waiting: 0, offered: [7, 7, 7, 7, 7, 7, 8] })
  } finally {
    await team.close()
  }
}, 120_000)

const isServer = process.env.TEST_DATABASE_URL !== undefined

/** Whether somebody waits for a lock in this database. */
const someoneWaits = async (db: Db) => {
  const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  expect(await rowsOf(db, waits)).not.toEqual([])
}

test.runIf(isServer)('what went to another queue or was erased since the look is offered to nobody', async () => {
  const team = await openTeam(3)
  try {
    const { db } = team.ctx
    const other = await team.openContext()
    await db.update(queues).set({ mode: 'rotate' }).where(eq(queues.key, 'dach'))
    await db.update(members).set({ awayUntil: new Date('2026-12-01T00:00:00Z') })
    const made = [await team.handOver(), await team.handOver(), await team.handOver()]
    expect(made.filter(({ ok }) => !ok)).toEqual([])
    await db.update(members).set({ awayUntil: null })
    const [moved, erased, stays] = await db.select().from(handoffs).orderBy(handoffs.number)
    const [queue] = await db
      .select()
      .from(queues)
      .where(eq(queues.id, moved?.queueId ?? ''))
    const [elsewhere] = await db
      .insert(queues)
      .values({ ...queue, id: team.ctx.newId(), key: 'elsewhere' } as typeof queues.$inferInsert)
      .returning()
    let offering: Promise<number> | undefined
    await other.db.transaction(async (tx) => {
      await holdNumbers(tx, other.tenantId)
      offering = offerWaiting(team.ctx)
      await vi.waitFor(() => someoneWaits(tx), { timeout: 3_000 })
      await tx
        .update(handoffs)
        .set({ queueId: elsewhere?.id ?? null })
        .where(eq(handoffs.id, moved?.id ?? ''))
      await tx
        .update(leads)
        .set({ erasedAt: other.now() })
        .where(eq(leads.id, erased?.leadId ?? ''))
    })
    expect(await offering).toBe(1)
    const after = await db.select().from(handoffs).orderBy(handoffs.number)
    expect(after.flatMap((one) => (one.offeredTo === null ? [] : [one.id]))).toEqual([stays?.id])
  } finally {
    await team.close()
  }
})

test.runIf(isServer)('what only its giver could take holds up nobody, and goes to who comes back', async () => {
  const team = await openTeam(2)
  try {
    const { db } = team.ctx
    const other = await team.openContext()
    await db.update(queues).set({ mode: 'rotate' }).where(eq(queues.key, 'dach'))
    const awayUntil = new Date('2026-12-01T00:00:00Z')
    const back = team.idOf('sdr1')
    await db.update(members).set({ awayUntil }).where(eq(members.id, back))
    expect(await team.handOver()).toMatchObject({ ok: true })
    await team.ask('sdr0', 'accept', 1)
    await team.ask('sdr0', 'release', 1, { input: { reason: 'overloaded' } })
    expect(await team.handoffOf(1)).toMatchObject({ stage: 'MQL', offeredTo: null })
    await other.db.transaction(async (tx) => {
      await holdNumbers(tx, other.tenantId)
      // It would wait for the lock until the store ends it.
      expect(await offerWaiting(team.ctx)).toBe(0)
    })
    await db.update(members).set({ awayUntil: null }).where(eq(members.id, back))
    expect(await offerWaiting(team.ctx)).toBe(1)
    expect(await team.handoffOf(1)).toMatchObject({ offeredTo: back })
  } finally {
    await team.close()
  }
})
