import { bigint, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { members } from './members.ts'
import { outbox } from './outbox.ts'

/** A message that was given up: why, and what somebody did about it. Given up once more, it is a letter of its own. */
export const deadLetters = pgTable(
  'dead_letters',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    outboxId: bigint('outbox_id', { mode: 'number' })
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
    why: text('why').$type<'refused' | 'unanswered' | 'absent' | 'broken'>().notNull(),
    /** The platform's own words; null where it said nothing. */
    said: text('said'),
    attempts: integer('attempts').notNull(),
    at: moment('at').notNull(),
    settled: text('settled').$type<'retried' | 'dropped'>(),
    settledAt: moment('settled_at'),
    /** Nobody by name where it was done from the command line. */
    settledBy: uuid('settled_by').references(() => members.id),
  },
  (t) => [index('dead_letters_outbox').on(t.outboxId)],
)
