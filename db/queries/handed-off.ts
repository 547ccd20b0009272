import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, leads, members } from '../schema/index.ts'

/** What somebody handed off last, where it stands now and with whom; the newest first. */
export const readHandedOff = (db: Db, tenantId: string, memberId: string, limit: number) =>
  db
    .select({
      number: handoffs.number,
      stage: handoffs.stage,
      since: handoffs.stageAt,
      name: leads.name,
      company: leads.company,
      owner: members.name,
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(members, eq(members.id, handoffs.ownerId))
    .where(and(eq(handoffs.tenantId, tenantId), eq(handoffs.submitterId, memberId), isNull(leads.erasedAt)))
    .orderBy(desc(handoffs.number))
    .limit(limit)

export type HandedOff = Awaited<ReturnType<typeof readHandedOff>>[number]
