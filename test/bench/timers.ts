import { sql } from 'drizzle-orm'
import { holdDueClocks } from '../../db/queries/due-clocks.ts'
import { rowsOf } from '../../db/rows.ts'
import { fireClocks } from '../../src/services/clocks.ts'
import { type BenchContext, openContext, timed } from './open-context.ts'
import { type Row, stores, within } from './processes.ts'
import { seed } from './seed.ts'

const count = 5_000
const atOnce = 100
const rounds = 3
const share = 0.5
/** A working morning: outside of it nothing would be said. */
const startedAt = new Date('2026-11-18T09:00:00Z')
const at = new Date('2026-11-18T09:31:00Z')

const startAll = (ctx: BenchContext) =>
  rowsOf(
    ctx.db,
    sql`update timers set started_at = ${startedAt.toISOString()}::timestamptz, fired_at = null, done_to = null,
      due_at = ${startedAt.toISOString()}::timestamptz + interval '1 hour', next_at = ${startedAt.toISOString()}::timestamptz + interval '30 minutes'`,
  )

/** The same claim and nothing else: what is due is held, read, and noted as done. */
const claimAll = async (ctx: BenchContext) => {
  for (let more = -1; more !== 0; )
    more = await ctx.db.transaction(async (tx) => {
      const due = await holdDueClocks(tx, ctx.tenantId, at, atOnce)
      const ids = JSON.stringify(due.map(({ id }) => id))
      await rowsOf(
        tx,
        sql`update timers set fired_at = now() where id = any (array(select jsonb_array_elements_text(${ids}::jsonb)::uuid))`,
      )
      return due.length
    })
}

const fireAll = async (ctx: BenchContext) => {
  for (let more = -1; more !== 0; ) more = await fireClocks(ctx)
}

/** Due timers fired in a second, against a bare loop of the same claim. */
export const measureTimers = async (): Promise<Row[]> => {
  const rows: Row[] = []
  for (const store of stores)
    await within(store.open, async (where) => {
      await seed(where, count, 'waiting')
      const ctx = await openContext(where, () => at)
      const tookMs = { bare: 0, fired: 0 }
      for (let round = 0; round < rounds; round++) {
        await startAll(ctx)
        tookMs.bare += await timed(() => claimAll(ctx))
        await startAll(ctx)
        tookMs.fired += await timed(() => fireAll(ctx))
      }
      const [bare, fired] = [tookMs.bare, tookMs.fired].map((ms) => ((rounds * count) / ms) * 1_000) as [number, number]
      await ctx.store.close()
      const ratio = fired / bare
      rows.push({
        what: `${store.name}: due timers fired`,
        measured: `${fired.toFixed(0)}/s of ${bare.toFixed(0)}, ratio ${ratio.toFixed(2)}`,
        goal: `≥ ${share}`,
        isMet: ratio >= share,
      })
    })
  return rows
}
