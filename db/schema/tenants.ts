import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'

/** One organisation (domain §1). */
export const tenants = pgTable('tenants', {
  id: key(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  language: text('language').notNull(),
  currency: text('currency').notNull(),
  slackTeam: text('slack_team').unique(),
  /** As it was last typed; null until then. */
  slackCommand: text('slack_command'),
  teamsTenant: text('teams_tenant').unique(),
  lastNumber: integer('last_number').notNull().default(0),
  createdAt: moment('created_at').notNull(),
})

/** The column that says whose a row is. */
export const ofTenant = () =>
  uuid('tenant_id')
    .notNull()
    .references(() => tenants.id)
