import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { handoffs, notices, timers } from '../db/schema/index.ts'
import { tickClocks } from '../src/jobs/clocks.ts'
import { openTeam } from './support/team.ts'

test('however many processes look, and however often, each owner of 20 silent SALs gets one nudge for each', async () => {
  const team = await openTeam(4)
  try {
    const processes = team.isServer ? [team.ctx, await team.openContext(), await team.openContext()] : [team.ctx]
    const { db } = team.ctx
    const numbers: number[] = []
    for (let i = 0; i < 20; i++) {
      const made = await team.handOver()
      if (!made.ok) throw new Error(JSON.stringify(made.refusal))
      numbers.push(made.number)
    }
    const call = { input: { kind: 'call', outcome: 'reached' } }
    const touches = (number: number, i: number) => team.ask(`sdr${i % 4}`, 'touch', number, call)
    await Promise.all(numbers.map((number, i) => team.ask(`sdr${i % 4}`, 'accept', number)))
    // Two touches of one moment: one silence runs, whichever of them began it.
    await Promise.all(numbers.flatMap((number, i) => [touches(number, i), touches(number, i)]))
    const running = async () => {
      const all = await db.select().from(timers).where(eq(timers.clock, 'idle'))
      return all.filter(({ stoppedAt }) => stoppedAt === null)
    }
    expect((await running()).map(({ handoffId }) => handoffId).toSorted()).toEqual(
      (await db.select().from(handoffs)).map(({ id }) => id).toSorted(),
    )
    // By their score each is a P1: two business days, and the opening after them.
    const look = () => Promise.all(processes.flatMap((ctx) => [tickClocks(ctx), tickClocks(ctx)]))
    team.clock.ms = Date.parse('2026-11-23T07:59:55Z')
    await look()
    expect(await nudges()).toEqual([])
    team.clock.ms = Date.parse('2026-11-23T08:00:00Z')
    await look()
    await look()
    const told = await nudges()
    expect(told).toHaveLength(20)
    expect(new Set(told.map(({ handoffId }) => handoffId)).size).toBe(20)
    const owners = new Map((await db.select().from(handoffs)).map(({ id, ownerId }) => [id, ownerId]))
    expect(told.filter(({ handoffId, memberId }) => owners.get(handoffId) !== memberId)).toEqual([])
    expect(team.errors).toEqual([])

    async function nudges() {
      const all = await db.select().from(notices).innerJoin(timers, eq(timers.id, notices.timerId))
      return all.filter((one) => one.timers.clock === 'idle').map((one) => one.notices)
    }
  } finally {
    await team.close()
  }
}, 120_000)
