import { integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { Framework } from '../../src/domain/frameworks/framework.ts'
import { key, moment } from './columns.ts'
import { ofTenant } from './tenants.ts'

/** A version of a qualification framework; old answers keep theirs (domain §7). */
export const frameworks = pgTable(
  'frameworks',
  {
    id: key(),
    tenantId: ofTenant(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    definition: jsonb('definition').$type<Framework>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('frameworks_version').on(t.tenantId, t.key, t.version)],
)
