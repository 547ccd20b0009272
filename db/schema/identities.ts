import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Platform } from '../../src/domain/platform.ts'
import { key, moment } from './columns.ts'
import { members } from './members.ts'
import { ofTenant } from './tenants.ts'

/** Who a member is on a platform; from the first joining on the platform's id counts (product §6). */
export const identities = pgTable(
  'identities',
  {
    id: key(),
    tenantId: ofTenant(),
    platform: text('platform').$type<Platform>().notNull(),
    externalId: text('external_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    /** What a platform wants to be written to, where that is another id than the one that says who it is. */
    reach: text('reach'),
    joinedAt: moment('joined_at').notNull(),
  },
  (t) => [unique('identities_external').on(t.tenantId, t.platform, t.externalId)],
)
