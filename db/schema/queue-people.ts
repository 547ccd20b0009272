import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { members } from './members.ts'
import { queues } from './queues.ts'

/** Who stands in a queue, and as what. */
export const queuePeople = pgTable(
  'queue_people',
  {
    queueId: uuid('queue_id')
      .notNull()
      .references(() => queues.id),
    memberId: uuid('member_id')
      .notNull()
      .references(() => members.id),
    part: text('part').$type<'member' | 'manager' | 'ae'>().notNull(),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.queueId, t.memberId, t.part] }), index('queue_people_member').on(t.memberId)],
)
