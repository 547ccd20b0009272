import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queuePeople } from '../schema/index.ts'

/** The active people of a queue in their order, by what they are in it. */
export const readQueuePeople = (db: Db, queueId: string, part: 'member' | 'manager' | 'ae') =>
  db
    .select({ id: members.id, name: members.name, awayUntil: members.awayUntil, aeTurnAt: members.aeTurnAt })
    .from(queuePeople)
    .innerJoin(members, eq(members.id, queuePeople.memberId))
    .where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.part, part), eq(members.isActive, true)))
    .orderBy(asc(queuePeople.position))

const hasRole = (role: 'admin' | 'manager') => sql`${members.roles} @> ${JSON.stringify([role])}::jsonb`

/** Who sees to it when something is wrong with some queues: their active managers and all admins; without a queue every manager. */
export const readManagers = async (db: Db, tenantId: string, queueIds: readonly string[]): Promise<string[]> => {
  const managing = db
    .select({ id: queuePeople.memberId })
    .from(queuePeople)
    .where(and(eq(queuePeople.part, 'manager'), inArray(queuePeople.queueId, [...queueIds])))
  const manages = queueIds.length === 0 ? hasRole('manager') : inArray(members.id, managing)
  const rows = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true), or(manages, hasRole('admin'))))
    .orderBy(asc(members.createdAt), asc(members.id))
  return rows.map(({ id }) => id)
}

/** Who manages each queue, with their hours; where nobody does, whoever manages anything, and the admins. */
export const readManagersOf = async (db: Db, tenantId: string) => {
  const rows = await db
    .select({
      id: members.id,
      zone: members.zone,
      hours: members.hours,
      p1Always: members.p1Always,
      queueId: queuePeople.queueId,
    })
    .from(members)
    .leftJoin(queuePeople, and(eq(queuePeople.memberId, members.id), eq(queuePeople.part, 'manager')))
    .where(
      and(
        eq(members.tenantId, tenantId),
        eq(members.isActive, true),
        or(isNotNull(queuePeople.queueId), hasRole('manager'), hasRole('admin')),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.id))
  const anybody = [...new Map(rows.map((row) => [row.id, row])).values()]
  const byQueue = Map.groupBy(rows, ({ queueId }) => queueId)
  return (queueId: string | null) => (queueId === null ? null : byQueue.get(queueId)) ?? anybody
}

/** The active admins. */
export const readAdmins = async (db: Db, tenantId: string): Promise<string[]> => {
  const rows = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true), hasRole('admin')))
    .orderBy(asc(members.createdAt), asc(members.id))
  return rows.map(({ id }) => id)
}
