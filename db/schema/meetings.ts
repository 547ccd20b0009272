import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { ofHandoff } from './handoffs.ts'
import { members } from './members.ts'
import { ofTenant } from './tenants.ts'

export type MeetingOutcome = 'held' | 'no_show' | 'rescheduled' | 'not_qualified'

/** A meeting with the lead, and what came of it (domain §8, meet and outcome). */
export const meetings = pgTable(
  'meetings',
  {
    id: key(),
    tenantId: ofTenant(),
    handoffId: ofHandoff(),
    startsAt: moment('starts_at').notNull(),
    minutes: integer('minutes').notNull(),
    aeId: uuid('ae_id').references(() => members.id),
    link: text('link'),
    outcome: text('outcome').$type<MeetingOutcome>(),
    outcomeAt: moment('outcome_at'),
    lineId: uuid('line_id').notNull(),
    outcomeLineId: uuid('outcome_line_id'),
    isUndone: boolean('is_undone').notNull().default(false),
  },
  (t) => [index('meetings_handoff').on(t.handoffId, t.startsAt), index('meetings_ae').on(t.aeId, t.startsAt)],
)
