import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { openStages } from '../../src/domain/stages.ts'
import type { Db } from '../client.ts'
import { handoffs, leads } from '../schema/index.ts'

/** The open hand-off of another lead that bears this address or phone number; null where there is none (domain §4). */
export const readOpenElsewhere = async (
  db: Db,
  tenantId: string,
  leadId: string,
  by: 'emailKey' | 'phoneKey',
  key: string,
) => {
  const [row] = await db
    .select({ number: handoffs.number, name: leads.name, company: leads.company })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .where(
      and(
        eq(handoffs.tenantId, tenantId),
        eq(leads[by], key),
        ne(leads.id, leadId),
        inArray(handoffs.stage, openStages),
      ),
    )
    .orderBy(desc(handoffs.number))
    .limit(1)
  return row ? { number: row.number, name: row.name ?? row.company ?? '–' } : null
}
