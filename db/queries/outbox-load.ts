import { sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'

/** What waits to be sent, by priority: how many messages, in how many lanes, and for how many seconds the oldest of them. */
export const readOutboxLoad = async (db: Db, tenantId: string) => {
  const rows = await rowsOf(
    db,
    sql`select p.priority, count(o.id)::int as depth, count(distinct o.lane)::int as lanes,
        coalesce(extract(epoch from now() - min(o.queued_at)), 0)::float8 as lag
      from generate_series(1, 3) p(priority)
      left join outbox o on o.tenant_id = ${tenantId}::uuid and o.state = 'queued' and o.priority = p.priority
      group by p.priority order by p.priority`,
  )
  const [dead] = await rowsOf(
    db,
    sql`select count(*)::int as n from outbox where tenant_id = ${tenantId}::uuid and state = 'dead'`,
  )
  return {
    waiting: rows.map((row) => ({
      priority: Number(row.priority),
      depth: Number(row.depth),
      lanes: Number(row.lanes),
      lagS: Number(row.lag),
    })),
    dead: Number(dead?.n ?? 0),
  }
}
