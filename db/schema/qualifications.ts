import { boolean, index, jsonb, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { frameworks } from './frameworks.ts'
import { ofHandoff } from './handoffs.ts'
import { members } from './members.ts'
import { ofTenant } from './tenants.ts'

export type Answers = Record<string, { level: number | null; evidence: string | null }>

/** One submitted version of the answers; the newest that was not undone counts (domain §1). */
export const qualifications = pgTable(
  'qualifications',
  {
    id: key(),
    tenantId: ofTenant(),
    handoffId: ofHandoff(),
    frameworkId: uuid('framework_id')
      .notNull()
      .references(() => frameworks.id),
    answers: jsonb('answers').$type<Answers>().notNull(),
    score: numeric('score', { precision: 4, scale: 1, mode: 'number' }),
    verdict: text('verdict').$type<'pass' | 'fail' | 'incomplete'>().notNull(),
    isDraft: boolean('is_draft').notNull(),
    overrideReason: text('override_reason'),
    overrideNote: text('override_note'),
    byId: uuid('by_id').references(() => members.id),
    at: moment('at').notNull(),
    lineId: uuid('line_id').notNull(),
    isUndone: boolean('is_undone').notNull().default(false),
  },
  (t) => [index('qualifications_handoff').on(t.handoffId, t.at), index('qualifications_line').on(t.lineId)],
)
