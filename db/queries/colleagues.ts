import { and, asc, desc, eq, getTableColumns, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queuePeople } from '../schema/index.ts'

const { id, name, zone, hours, awayUntil } = getTableColumns(members)
const columns = { id, name, zone, hours, awayUntil }

type Search = { queueId: string | null; at: Date; text: string; limit: number }

/** Colleagues who are there and whose name or address holds the text: those of the queue first, then by name. */
export const readColleagues = (db: Db, tenantId: string, { queueId, at, text, limit }: Search) => {
  const wanted = text.trim().toLowerCase()
  const isInQueue = sql`exists (select 1 from ${queuePeople} p where p.member_id = ${members.id} and p.queue_id = ${queueId}::uuid and p.part = 'member')`
  return db
    .select(columns)
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenantId),
        eq(members.isActive, true),
        or(isNull(members.awayUntil), lt(members.awayUntil, at)),
        sql`(strpos(lower(${members.name}), ${wanted}) > 0 or strpos(coalesce(${members.email}, ''), ${wanted}) = 1)`,
      ),
    )
    .orderBy(desc(isInQueue), asc(members.name), asc(members.id))
    .limit(limit)
}

/** A colleague by id, away or not; null where nobody active has it. */
export const readColleague = async (db: Db, tenantId: string, id: string) => {
  const [row] = await db
    .select(columns)
    .from(members)
    .where(and(eq(members.tenantId, tenantId), sql`${members.id}::text = ${id}`, eq(members.isActive, true)))
  return row ?? null
}
