import { integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Framework } from '../../src/domain/frameworks/framework.ts'
import { key, moment } from './columns.ts'
import { tenants } from './tenants.ts'

/** A version of a qualification framework; old answers keep theirs (domain §7). */
export const frameworks = pgTable(
  'frameworks',
  {
    id: key(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    definition: jsonb('definition').$type<Framework>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('frameworks_version').on(t.tenantId, t.key, t.version)],
)
