import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queuePeople } from '../schema/index.ts'

const columns = { id: members.id, name: members.name, zone: members.zone, hours: members.hours }

/** The AEs of a queue who are there, else all of the organisation: the one whose turn is longest ago first (product §6). */
export const readAes = async (db: Db, tenantId: string, queueId: string | null, at: Date) => {
  const isThere = and(
    eq(members.tenantId, tenantId),
    eq(members.isActive, true),
    or(isNull(members.awayUntil), lt(members.awayUntil, at)),
  )
  const inTurn = [sql`${members.aeTurnAt} asc nulls first`, asc(members.name)]
  const ofQueue = queueId
    ? await db
        .select(columns)
        .from(members)
        .innerJoin(queuePeople, eq(queuePeople.memberId, members.id))
        .where(and(isThere, eq(queuePeople.queueId, queueId), eq(queuePeople.part, 'ae')))
        .orderBy(...inTurn)
    : []
  if (ofQueue.length > 0) return ofQueue
  return db
    .select(columns)
    .from(members)
    .where(and(isThere, sql`${members.roles} @> '["ae"]'::jsonb`))
    .orderBy(...inTurn)
}
