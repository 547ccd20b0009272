import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** A destination that is served in order. `nextAt` is lease, rate limit and pause in one. */
export const lanes = pgTable(
  'lanes',
  {
    tenantId: uuid('tenant_id').notNull(),
    lane: text('lane').notNull(),
    nextAt: moment('next_at').notNull().defaultNow(),
    token: uuid('token'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.lane] }), index('lanes_next').on(t.tenantId, t.nextAt)],
)
