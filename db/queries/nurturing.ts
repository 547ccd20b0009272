import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { handoffs, leads } from '../schema/index.ts'

/** All that ripen, without those whose lead was forgotten; these are few, so they are taken off the count. */
const countRipening = async (db: Db, tenantId: string) => {
  const [row] = await rowsOf(
    db,
    sql`select (select count(*) from handoffs where tenant_id = ${tenantId} and stage in ('NEW', 'NURTURE'))
      - (select count(*) from leads l join handoffs h on h.lead_id = l.id
        where l.tenant_id = ${tenantId} and l.erased_at is not null and h.stage in ('NEW', 'NURTURE')) as n`,
  )
  return Number(row?.n ?? 0)
}

/** Who ripens: NURTURE by the date of return, then NEW, the newest first (product §2). `total` counts those not shown too. */
export const readNurturing = async (db: Db, tenantId: string, limit = 15) => {
  const ripening = db
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
    })
    .from(handoffs)
    .innerJoin(leads, and(eq(leads.id, handoffs.leadId), isNull(leads.erasedAt)))
    .where(and(eq(handoffs.tenantId, tenantId), inArray(handoffs.stage, ['NEW', 'NURTURE'])))
    .orderBy(sql`${handoffs.returnsOn} asc nulls last`, desc(handoffs.stageAt), desc(handoffs.number))
    .limit(limit)
  const [rows, total] = await Promise.all([ripening, countRipening(db, tenantId)])
  return { rows, total }
}

export type Nurturing = Awaited<ReturnType<typeof readNurturing>>
