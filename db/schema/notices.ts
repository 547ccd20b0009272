import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { handoffs } from './handoffs.ts'
import { members } from './members.ts'
import { timers } from './timers.ts'

/** What a clock has to say to one person. It waits for their working hours, and for what else is to be said then (domain §6). */
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
    kind: text('kind').$type<'remind' | 'overdue' | 'managers'>().notNull(),
    /** Business minutes that it has waited, and the limit; null where days are counted. */
    waitedMinutes: integer('waited_minutes'),
    limitMinutes: integer('limit_minutes'),
    at: moment('at').notNull(),
    sendAt: moment('send_at').notNull(),
    sentAt: moment('sent_at'),
    /** The message that it went out with, where several did. */
    message: text('message'),
  },
  (t) => [
    // Nobody is told the same thing twice.
    unique('notices_once').on(t.timerId, t.memberId, t.kind),
    index('notices_handoff').on(t.handoffId),
    index('notices_waiting').on(t.tenantId, t.sendAt).where(sql`sent_at is null`),
  ],
)
