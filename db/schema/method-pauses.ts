import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Until when a platform takes no call of a method, whatever it is for: every process keeps to it. */
export const methodPauses = pgTable(
  'method_pauses',
  {
    tenantId: uuid('tenant_id').notNull(),
    method: text('method').notNull(),
    until: moment('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.method] })],
)
