import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Stage } from '../../src/domain/stages.ts'
import { key, moment } from './columns.ts'
import { ofHandoff } from './handoffs.ts'
import { members } from './members.ts'

/** One append-only line an act, written in the act's transaction (domain §9). */
export const history = pgTable(
  'history',
  {
    id: key(),
    tenantId: uuid('tenant_id').notNull(),
    handoffId: ofHandoff(),
    at: moment('at').notNull(),
    actorId: uuid('actor_id').references(() => members.id),
    /** Who acted where it was no member: a timer, an import, a key. */
    actor: text('actor').$type<'member' | 'timer' | 'import'>().notNull(),
    surface: text('surface').notNull(),
    verb: text('verb').notNull(),
    fromStage: text('from_stage').$type<Stage>(),
    toStage: text('to_stage').$type<Stage>().notNull(),
    entered: jsonb('entered').$type<Record<string, unknown>>().notNull(),
    /** The values that the act replaced, so that an undo can put them back (domain §2). */
    replaced: jsonb('replaced').$type<Record<string, unknown>>().notNull(),
    /** Lines of one submission share it, and are undone as one (domain §8). */
    submission: uuid('submission').notNull(),
    undoes: uuid('undoes'),
  },
  (t) => [
    index('history_handoff').on(t.handoffId, t.id),
    index('history_actor').on(t.actorId, t.id),
    // A cap a day counts what somebody accepted since midnight.
    index('history_accepted').on(t.actorId, t.at).where(sql`verb = 'accept'`),
  ],
)
