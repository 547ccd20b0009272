import { and, asc, eq, sql } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { identities, members, queuePeople } from '../schema/index.ts'

/** The active members of a queue who are on a platform, in their order, with what decides whether they are at work. */
export const readReachable = (db: Db, queueId: string, platform: Platform) =>
  db
    .select({
      name: members.name,
      zone: members.zone,
      hours: members.hours,
      awayUntil: members.awayUntil,
      /** What the platform mentions them by. */
      reach: sql<string>`coalesce(${identities.reach}, ${identities.externalId})`,
    })
    .from(queuePeople)
    .innerJoin(members, eq(members.id, queuePeople.memberId))
    .innerJoin(identities, and(eq(identities.memberId, members.id), eq(identities.platform, platform)))
    .where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.part, 'member'), eq(members.isActive, true)))
    .orderBy(asc(queuePeople.position))
