import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, leads } from '../schema/index.ts'

/** The hand-off whose number begins like one that does not exist: what was probably meant. */
export const readNumberNear = async (db: Db, tenantId: string, number: number) => {
  const start = String(number).slice(0, 3)
  const [row] = await db
    .select({ number: handoffs.number, name: leads.name, company: leads.company })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .where(and(eq(handoffs.tenantId, tenantId), sql`${handoffs.number}::text like ${`${start}%`}`))
    .orderBy(desc(handoffs.number))
    .limit(1)
  return row ? { number: row.number, name: row.name ?? row.company ?? '–' } : null
}
