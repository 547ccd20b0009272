import { and, asc, desc, eq, getTableColumns, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queuePeople } from '../schema/index.ts'

const { id, name, zone, hours, awayUntil } = getTableColumns(members)
const columns = { id, name, zone, hours, awayUntil }
const inTurn = [sql`${members.aeTurnAt} asc nulls first`, asc(members.name)]
const isAe = sql`${members.roles} @> '["ae"]'::jsonb`

const isThere = (tenantId: string, at: Date) =>
  and(
    eq(members.tenantId, tenantId),
    eq(members.isActive, true),
    or(isNull(members.awayUntil), lt(members.awayUntil, at)),
  )

const isOfQueue = (queueId: string | null) =>
  sql`exists (select 1 from ${queuePeople} p where p.member_id = ${members.id} and p.queue_id = ${queueId}::uuid and p.part = 'ae')`

/** The AEs of a queue who are there, else all of the organisation: the one whose turn is longest ago first (product §6). */
export const readAes = async (db: Db, tenantId: string, queueId: string | null, at: Date) => {
  const there = isThere(tenantId, at)
  const ofQueue = await db
    .select(columns)
    .from(members)
    .where(and(there, isOfQueue(queueId)))
    .orderBy(...inTurn)
  if (ofQueue.length > 0) return ofQueue
  return db
    .select(columns)
    .from(members)
    .where(and(there, isAe))
    .orderBy(...inTurn)
}

/** Every AE who may be chosen by name: those of the queue first, then the others of the organisation. */
export const readAllAes = (db: Db, tenantId: string, queueId: string | null, at: Date) =>
  db
    .select(columns)
    .from(members)
    .where(and(isThere(tenantId, at), or(isAe, isOfQueue(queueId))))
    .orderBy(desc(isOfQueue(queueId)), ...inTurn)
