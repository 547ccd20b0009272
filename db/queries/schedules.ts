import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { members, places, queuePeople, queues, schedules } from '../schema/index.ts'

const shown = {
  id: schedules.id,
  question: schedules.question,
  cron: schedules.cron,
  zone: schedules.zone,
  isPaused: schedules.isPaused,
  nextAt: schedules.nextAt,
  placeId: schedules.placeId,
  place: { platform: places.platform, externalId: places.externalId, kind: places.kind },
  by: { id: members.id, name: members.name, roles: members.roles, isActive: members.isActive },
}

const selected = (db: Db) =>
  db
    .select(shown)
    .from(schedules)
    .innerJoin(places, eq(places.id, schedules.placeId))
    .leftJoin(members, eq(members.id, schedules.byId))

/** All digests of an organisation: what comes next first, what is paused last. */
export const readSchedules = (db: Db, tenantId: string) =>
  selected(db)
    .where(eq(schedules.tenantId, tenantId))
    .orderBy(asc(schedules.isPaused), asc(schedules.nextAt), asc(schedules.id))

export type Schedule = Awaited<ReturnType<typeof readSchedules>>[number]

/** One digest; null when it was deleted. */
export const readSchedule = async (db: Db, tenantId: string, id: string): Promise<Schedule | null> => {
  const [row] = await selected(db).where(and(eq(schedules.tenantId, tenantId), sql`${schedules.id}::text = ${id}`))
  return row ?? null
}

/** The keys of the queues that somebody manages. */
export const readManagedQueues = async (db: Db, tenantId: string, memberId: string): Promise<string[]> => {
  const rows = await db
    .select({ key: queues.key })
    .from(queuePeople)
    .innerJoin(queues, and(eq(queues.id, queuePeople.queueId), eq(queues.tenantId, tenantId)))
    .where(and(eq(queuePeople.memberId, memberId), eq(queuePeople.part, 'manager')))
    .orderBy(asc(queues.title))
  return rows.map(({ key }) => key)
}
