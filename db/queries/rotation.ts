import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, members, queuePeople } from '../schema/index.ts'

const untouched = sql<number>`(select count(*) from ${handoffs} h where h.owner_id = ${members.id} and h.stage = 'SAL' and h.touched_at is null)`

/** The active members of a queue in their order, with what decides whose turn it is (domain §5). */
export const readRotation = (db: Db, queueId: string) =>
  db
    .select({
      id: members.id,
      name: members.name,
      zone: members.zone,
      hours: members.hours,
      cap: members.cap,
      awayUntil: members.awayUntil,
      offeredAt: members.offeredAt,
      untouched: untouched.mapWith(Number),
    })
    .from(queuePeople)
    .innerJoin(members, eq(members.id, queuePeople.memberId))
    .where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.part, 'member'), eq(members.isActive, true)))
    .orderBy(asc(queuePeople.position))
