import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** What is to be sent to a platform, once for each key, in order within its lane. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid('tenant_id').notNull(),
    lane: text('lane').notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    /** Dead is what was given up, until somebody drops it or has it tried again. */
    state: text('state').$type<'queued' | 'sent' | 'dead' | 'dropped'>().notNull().default('queued'),
    /** That of the hand-off when it was queued: a lane with a P1 in it is served before the others. */
    priority: smallint('priority').$type<1 | 2 | 3>().notNull().default(3),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
    token: uuid('token'),
    error: text('error'),
    /** When it went out, or was given up. */
    sentAt: moment('sent_at'),
    /** What it is about, and what the platform calls the message: whoever is forgotten is forgotten there too. */
    handoffId: uuid('handoff_id'),
    externalId: text('external_id'),
  },
  (t) => [
    unique('outbox_key').on(t.tenantId, t.dedupeKey),
    index('outbox_queued').on(t.tenantId, t.lane, t.id).where(sql`state = 'queued'`),
    index('outbox_urgent').on(t.tenantId, t.lane).where(sql`state = 'queued' and priority = 1`),
    index('outbox_dead').on(t.tenantId).where(sql`state = 'dead'`),
  ],
)
