import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { leads, signals } from '../schema/index.ts'
import { type HandoffLine, inTimeOrder, stampOf } from './export-handoffs.ts'

/** The leads with one of these e-mail keys, with all that an export says of them. */
export const readLeadsLike = async (
  db: Db,
  tenantId: string,
  emailKeys: readonly string[],
): Promise<({ id: string } & Pick<HandoffLine, 'lead' | 'company' | 'signals'>)[]> => {
  if (emailKeys.length === 0) return []
  const rows = await db
    .select()
    .from(leads)
    .where(and(eq(leads.tenantId, tenantId), inArray(leads.emailKey, [...emailKeys])))
  if (rows.length === 0) return []
  const done = await db
    .select()
    .from(signals)
    .where(
      inArray(
        signals.leadId,
        rows.map(({ id }) => id),
      ),
    )
  const byLead = Map.groupBy(done, ({ leadId }) => leadId)
  return rows.map(
    ({ id, email, name, title, phone, language, company, companyDomain, employees, industry, country }) => ({
      id,
      lead: { email, name, title, phone, language },
      company: { name: company, domain: companyDomain, employees, industry, country },
      signals: inTimeOrder((byLead.get(id) ?? []).map(({ kind, at, detail }) => ({ kind, at: stampOf(at), detail }))),
    }),
  )
}
