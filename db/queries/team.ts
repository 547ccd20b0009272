import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, queuePeople, queues } from '../schema/index.ts'

/** The active members, the queues, and who stands where in them, each in its order. */
export const readTeam = async (db: Db, tenantId: string) => {
  const [people, all, standing] = await Promise.all([
    db
      .select({
        id: members.id,
        name: members.name,
        roles: members.roles,
        cap: members.cap,
        capPerDay: members.capPerDay,
      })
      .from(members)
      .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true)))
      .orderBy(asc(members.name)),
    db
      .select({ id: queues.id, key: queues.key, title: queues.title, mode: queues.mode })
      .from(queues)
      .where(eq(queues.tenantId, tenantId))
      .orderBy(asc(queues.title)),
    db
      .select({ queueId: queuePeople.queueId, memberId: queuePeople.memberId, part: queuePeople.part })
      .from(queuePeople)
      .innerJoin(queues, and(eq(queues.id, queuePeople.queueId), eq(queues.tenantId, tenantId)))
      .orderBy(asc(queuePeople.position)),
  ])
  return { people, queues: all, standing }
}

export type Team = Awaited<ReturnType<typeof readTeam>>

/** One member with what chat may change. */
export const readMember = async (db: Db, tenantId: string, id: string) => {
  const [row] = await db
    .select({
      id: members.id,
      name: members.name,
      roles: members.roles,
      cap: members.cap,
      capPerDay: members.capPerDay,
      isActive: members.isActive,
    })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, id)))
  return row ?? null
}

export type TeamMember = NonNullable<Awaited<ReturnType<typeof readMember>>>
