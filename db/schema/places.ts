import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Platform } from '../../src/domain/platform.ts'
import { key, moment } from './columns.ts'
import { members } from './members.ts'
import { queues } from './queues.ts'
import { ofTenant } from './tenants.ts'

/** A channel or conversation on any platform, and what is bound to it (domain §1). */
export const places = pgTable(
  'places',
  {
    id: key(),
    tenantId: ofTenant(),
    platform: text('platform').$type<Platform>().notNull(),
    externalId: text('external_id').notNull(),
    kind: text('kind').$type<'channel' | 'direct'>().notNull(),
    memberId: uuid('member_id').references(() => members.id),
    queueId: uuid('queue_id').references(() => queues.id),
    /** `*` for all SQO alerts, or the name of a rule. */
    alerts: text('alerts'),
    brokenBecause: text('broken_because'),
    /** The manager who allowed lead data here although people of another organisation read along. */
    sharedAllowedBy: uuid('shared_allowed_by').references(() => members.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('places_external').on(t.tenantId, t.platform, t.externalId),
    index('places_queue').on(t.queueId),
    index('places_member').on(t.memberId),
  ],
)
