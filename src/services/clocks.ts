import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { holdDueClocks } from '../../db/queries/due-clocks.ts'
import { readManagersOf } from '../../db/queries/queue-people.ts'
import { rowsOf } from '../../db/rows.ts'
import { breach } from './clock-breach.ts'
import { type Firing, fire } from './clock-firing.ts'
import { noticesOf, remindQueues } from './clock-notices.ts'
import { reoffer } from './clock-reoffer.ts'
import type { Context } from './context.ts'
import { addNotices } from './notices.ts'

const atOnce = 100

const keepTime = (tx: Db, firings: readonly Firing[], at: Date) => {
  const rows = firings.map(({ clock, nextAt, doneTo, isBreached }) => ({
    id: clock.id,
    next_at: nextAt,
    done_to: doneTo,
    breached_at: isBreached ? at : clock.breachedAt,
  }))
  return rowsOf(
    tx,
    sql`update timers t set next_at = coalesce(f.next_at, t.next_at), done_to = f.done_to, breached_at = f.breached_at,
      fired_at = case when f.next_at is null then ${at.toISOString()}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) f(id uuid, next_at timestamptz, done_to timestamptz, breached_at timestamptz)
      where t.id = f.id`,
  )
}

/**
 * Does what clocks have to do by now (domain §6): reminders, breaches with the help of the backup queue, managers. Each
 * hand-off is held while its clocks are read, so that what a move stopped does nothing any more, and several processes
 * may do so at once. Says how many clocks were looked at.
 */
export const fireClocks = async (ctx: Context): Promise<number> => {
  const at = ctx.now()
  const fired = await ctx.db.transaction(async (tx) => {
    const due = await holdDueClocks(tx, ctx.tenantId, at, atOnce)
    if (due.length === 0) return 0
    const firings = due.map((clock) => fire(ctx, clock, at))
    const isTold = firings.some(({ says }) => says === 'managers')
    const managers = isTold ? await readManagersOf(tx, ctx.tenantId) : () => []
    await keepTime(tx, firings, at)
    await breach(
      ctx,
      tx,
      firings.filter(({ isBreached }) => isBreached),
      at,
    )
    for (const one of firings.filter(({ isReoffered }) => isReoffered)) await reoffer(ctx, tx, one, at)
    await remindQueues(ctx, tx, firings, at)
    await addNotices(
      ctx,
      tx,
      firings.flatMap((one) => noticesOf(ctx, one, managers, at)),
    )
    return due.length
  })
  if (fired > 0) ctx.wake()
  return fired
}
