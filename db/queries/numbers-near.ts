import { and, desc, eq, gte, lt, or } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, leads } from '../schema/index.ts'

const mostDigits = 9

/** All numbers that begin with these digits, as ranges. */
const beginningWith = (start: string) =>
  Array.from({ length: mostDigits + 1 - start.length }, (_, more) => {
    const from = Number(start) * 10 ** more
    return and(gte(handoffs.number, from), lt(handoffs.number, from + 10 ** more))
  })

/** The hand-off whose number begins like one that does not exist: what was probably meant. */
export const readNumberNear = async (db: Db, tenantId: string, number: number) => {
  if (number < 1) return null
  const [row] = await db
    .select({ number: handoffs.number, name: leads.name, company: leads.company })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .where(and(eq(handoffs.tenantId, tenantId), or(...beginningWith(String(number).slice(0, 3)))))
    .orderBy(desc(handoffs.number))
    .limit(1)
  return row ? { number: row.number, name: row.name ?? row.company ?? '–' } : null
}
