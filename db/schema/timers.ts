import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { handoffs } from './handoffs.ts'

/** One episode of a clock, or one moment to come back to (domain §6). */
export const timers = pgTable(
  'timers',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    handoffId: uuid('handoff_id')
      .notNull()
      .references(() => handoffs.id),
    /** A clock of domain §6, or the question after a meeting: `prompt` to its AE, `prompt_owner` a day later. */
    clock: text('clock').notNull(),
    /** What the timer is about when that is not the hand-off alone: a meeting. */
    about: uuid('about'),
    startedAt: moment('started_at').notNull(),
    dueAt: moment('due_at').notNull(),
    stoppedAt: moment('stopped_at'),
    /** When all that it does on its way was done; what an import brought does nothing. */
    firedAt: moment('fired_at'),
    /** When it does something next; long ago where nobody has reckoned that yet. */
    nextAt: moment('next_at').notNull().default(new Date(0)),
    /** How far on its way it is: what lies before this was done, or is too late to be said. */
    doneTo: moment('done_to'),
    /** When the limit was passed, as far as it was noticed. */
    breachedAt: moment('breached_at'),
    /** Since when it stands still, as who it counts for is away. */
    pausedAt: moment('paused_at'),
    /** The lines of history that started and stopped it: an undo takes back either. */
    startedBy: uuid('started_by'),
    stoppedBy: uuid('stopped_by'),
  },
  (t) => [
    index('timers_due').on(t.tenantId, t.dueAt),
    // What waits in a queue is listed by when it is to be accepted.
    index('timers_waiting').on(t.handoffId, t.dueAt).where(sql`clock = 'accept' and stopped_at is null`),
    index('timers_next').on(t.tenantId, t.nextAt).where(sql`stopped_at is null and fired_at is null`),
    // Two acts of one moment may each start the clock.
    unique('timers_start').on(t.handoffId, t.clock, t.startedAt, t.about, t.startedBy).nullsNotDistinct(),
  ],
)
