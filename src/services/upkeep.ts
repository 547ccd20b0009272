import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import type { Context } from './context.ts'

/** A request is repeated within minutes; a message that was sent is not asked for again after a week. */
const keptDays = 7

/**
 * Forgets the keys of old requests and the messages that were sent, or given up, long ago. Of a message that said
 * something of a lead its address stays, so that it can be taken back when the person is forgotten (domain §11). Says how
 * many rows went.
 */
export const forgetOld = async (ctx: Context): Promise<number> => {
  const before = new Date(ctx.now().getTime() - keptDays * 86_400_000).toISOString()
  const [row] = await rowsOf(
    ctx.db,
    sql`with keys as (delete from idempotency_keys where at < ${before}::timestamptz returning 1),
      sent as (delete from outbox where state <> 'queued' and sent_at < ${before}::timestamptz and external_id is null returning 1),
      bare as (update outbox set payload = '{"kind":"nothing"}' where state = 'sent' and sent_at < ${before}::timestamptz
        and external_id is not null and payload->>'kind' not in ('nothing', 'sample'))
      select (select count(*) from keys)::int + (select count(*) from sent)::int as gone`,
  )
  return Number(row?.gone ?? 0)
}

/** The embedded store has no background workers: without this its log and its tables only grow. Does nothing on a server. */
export const keepStoreSmall = async (ctx: Context, how: 'checkpoint' | 'vacuum'): Promise<number> => {
  if (ctx.store.kind === 'embedded') await ctx.db.execute(sql.raw(how))
  return 0
}
