import { pgTable, text, unique } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { ofTenant } from './tenants.ts'

/** A named list of hand-offs that wait for acceptance (domain §1). */
export const queues = pgTable(
  'queues',
  {
    id: key(),
    tenantId: ofTenant(),
    key: text('key').notNull(),
    title: text('title').notNull(),
    language: text('language'),
    mode: text('mode').$type<'claim' | 'rotate'>().notNull(),
    calendar: text('calendar'),
    backup: text('backup'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('queues_key').on(t.tenantId, t.key)],
)
