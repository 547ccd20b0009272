import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { ofHandoff } from './handoffs.ts'
import { places } from './places.ts'
import { ofTenant } from './tenants.ts'

/** A copy of a card in a place, and the version of the hand-off that it shows. */
export const cards = pgTable(
  'cards',
  {
    id: key(),
    tenantId: ofTenant(),
    handoffId: ofHandoff(),
    placeId: uuid('place_id')
      .notNull()
      .references(() => places.id),
    card: text('card').notNull(),
    /** The platform's own id of the message; null until it was posted. */
    externalId: text('external_id'),
    shownVersion: integer('shown_version').notNull(),
    postedAt: moment('posted_at'),
  },
  (t) => [
    unique('cards_copy').on(t.handoffId, t.placeId, t.card),
    index('cards_place').on(t.placeId, t.externalId),
    // A cap a day counts what somebody was offered since midnight.
    index('cards_offered').on(t.placeId, sql`coalesce(posted_at, 'infinity')`).where(sql`card like 'offer:%'`),
  ],
)
