import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, leads } from '../schema/index.ts'

/** Who ripens: NURTURE by the date of return, then NEW, the newest first (product §2). `total` counts those not shown too. */
export const readNurturing = async (db: Db, tenantId: string, limit = 15) => {
  const rows = await db
    .select({
      number: handoffs.number,
      stage: handoffs.stage,
      name: leads.name,
      company: leads.company,
      reason: handoffs.reason,
      returnsOn: handoffs.returnsOn,
      fit: handoffs.fit,
      behaviour: handoffs.behaviour,
      since: handoffs.stageAt,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(handoffs)
    .innerJoin(leads, and(eq(leads.id, handoffs.leadId), isNull(leads.erasedAt)))
    .where(and(eq(handoffs.tenantId, tenantId), inArray(handoffs.stage, ['NEW', 'NURTURE'])))
    .orderBy(sql`${handoffs.returnsOn} asc nulls last`, desc(handoffs.stageAt), desc(handoffs.number))
    .limit(limit)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type Nurturing = Awaited<ReturnType<typeof readNurturing>>
