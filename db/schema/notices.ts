import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { handoffs } from './handoffs.ts'
import { members } from './members.ts'
import { timers } from './timers.ts'

/**
 * What a clock has to say to one person: it waits for their working hours, and for what else is to be said then. And that
 * a hand-off was accepted, told at once or gathered, by the clock of the first touch that it started (domain §6).
 */
export const notices = pgTable(
  'notices',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    handoffId: uuid('handoff_id')
      .notNull()
      .references(() => handoffs.id),
    timerId: uuid('timer_id')
      .notNull()
      .references(() => timers.id),
    kind: text('kind').$type<'remind' | 'overdue' | 'managers' | 'accepted'>().notNull(),
    /** Business minutes that it has waited, and the limit; null where days are counted. */
    waitedMinutes: integer('waited_minutes'),
    limitMinutes: integer('limit_minutes'),
    at: moment('at').notNull(),
    /** When it goes out; of an acceptance that was told at once, when the hour is over in which so many are. */
    sendAt: moment('send_at').notNull(),
    sentAt: moment('sent_at'),
    /** The message that it went out with, where several did. */
    message: text('message'),
  },
  (t) => [
    // Nobody is told the same thing twice.
    unique('notices_once').on(t.timerId, t.memberId, t.kind),
    index('notices_handoff').on(t.handoffId),
    index('notices_member').on(t.memberId, t.sendAt),
    index('notices_waiting').on(t.tenantId, t.sendAt).where(sql`sent_at is null`),
  ],
)
