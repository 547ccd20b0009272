import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { leads } from './leads.ts'
import { ofTenant } from './tenants.ts'

/** Something the lead did (domain §1). */
export const signals = pgTable(
  'signals',
  {
    id: key(),
    tenantId: ofTenant(),
    leadId: uuid('lead_id')
      .notNull()
      .references(() => leads.id),
    kind: text('kind').notNull(),
    at: moment('at').notNull(),
    detail: text('detail'),
  },
  (t) => [index('signals_lead').on(t.leadId, t.at)],
)
