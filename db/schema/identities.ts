import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { members } from './members.ts'
import { tenants } from './tenants.ts'

/** Who a member is on a platform; from the first joining on the platform's id counts (product §6). */
export const identities = pgTable(
  'identities',
  {
    id: key(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    externalId: text('external_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    joinedAt: moment('joined_at').notNull(),
  },
  (t) => [unique('identities_external').on(t.tenantId, t.platform, t.externalId)],
)
