import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { members } from './members.ts'
import { places } from './places.ts'
import { ofTenant } from './tenants.ts'

/** A digest that comes by itself (domain §1). */
export const schedules = pgTable('schedules', {
  id: key(),
  tenantId: ofTenant(),
  placeId: uuid('place_id')
    .notNull()
    .references(() => places.id),
  byId: uuid('by_id').references(() => members.id),
  question: text('question').notNull(),
  cron: text('cron').notNull(),
  zone: text('zone').notNull(),
  isPaused: boolean('is_paused').notNull().default(false),
  nextAt: moment('next_at').notNull(),
})
