import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'
import { ofTenant } from './tenants.ts'

/** A conversation on Teams as it was last heard of: where its connector is, and who or which team it belongs to. */
export const conversations = pgTable(
  'conversations',
  {
    tenantId: ofTenant(),
    /** The conversation's own id; of a channel, that of the channel and not of a thread in it. */
    id: text('id').notNull(),
    kind: text('kind').$type<'channel' | 'group' | 'personal'>().notNull(),
    /** Where the connector is reached; only an authenticated request tells it. */
    serviceUrl: text('service_url').notNull(),
    /** Of a channel: the team that it is in. */
    teamId: text('team_id'),
    /** Of a channel: what it is called, where that was told, and whether people of other organisations may be in it. */
    name: text('name'),
    channelType: text('channel_type'),
    /** Of a personal chat: whose it is, by the directory's id. */
    personId: text('person_id'),
    heardAt: moment('heard_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('conversations_person').on(t.tenantId, t.personId)],
)
