import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, numeric, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Stage } from '../../src/domain/stages.ts'
import { key, moment } from './columns.ts'
import { leads } from './leads.ts'
import { members } from './members.ts'
import { queues } from './queues.ts'
import { ofTenant } from './tenants.ts'

const stageTimes = ['mql_at', 'sal_at', 'sql_at', 'sqo_at', 'won_at', 'lost_at', 'nurture_at', 'disqualified_at']

/** When a stage was last reached for the first time, in words that the index understands. */
export const lastMoved = (of = '') => `greatest(${stageTimes.map((time) => `${of}${time}`).join(', ')})`

/**
 * One trip of one lead through the funnel, with the first time of each stage (domain §2), so that reports read this
 * table alone. `version` rises with every act: a change names the version that it was decided on.
 */
export const handoffs = pgTable(
  'handoffs',
  {
    id: key(),
    tenantId: ofTenant(),
    number: integer('number').notNull(),
    version: integer('version').notNull().default(1),
    leadId: uuid('lead_id')
      .notNull()
      .references(() => leads.id),
    queueId: uuid('queue_id').references(() => queues.id),
    stage: text('stage').$type<Stage>().notNull(),
    stageAt: moment('stage_at').notNull(),
    source: text('source'),
    sourceDetail: text('source_detail'),
    campaign: text('campaign'),
    why: text('why'),
    priority: integer('priority').$type<1 | 2 | 3>().notNull(),
    fit: integer('fit'),
    behaviour: integer('behaviour'),
    /** How it came here: scores, gate, rules tested; `why` prints it. */
    routing: jsonb('routing').$type<unknown>(),
    submitterId: uuid('submitter_id').references(() => members.id),
    /** The backup queue that it is offered to, too, once nobody took it in time (domain §6). */
    backupQueueId: uuid('backup_queue_id').references(() => queues.id),
    offeredTo: uuid('offered_to').references(() => members.id),
    ownerId: uuid('owner_id').references(() => members.id),
    aeId: uuid('ae_id').references(() => members.id),
    sameCompanyAs: integer('same_company_as'),
    receivedAt: moment('received_at').notNull(),
    postedAt: moment('posted_at'),
    mqlAt: moment('mql_at'),
    salAt: moment('sal_at'),
    sqlAt: moment('sql_at'),
    sqoAt: moment('sqo_at'),
    wonAt: moment('won_at'),
    lostAt: moment('lost_at'),
    nurtureAt: moment('nurture_at'),
    disqualifiedAt: moment('disqualified_at'),
    reason: text('reason'),
    returnsOn: date('returns_on'),
    touchedAt: moment('touched_at'),
    callBackAt: moment('call_back_at'),
    spokenAt: moment('spoken_at'),
    meetingHeldAt: moment('meeting_held_at'),
    score: numeric('score', { precision: 4, scale: 1, mode: 'number' }),
    verdict: text('verdict').$type<'pass' | 'fail' | 'incomplete'>(),
    override: text('override'),
    returns: integer('returns').notNull().default(0),
    amountMinor: bigint('amount_minor', { mode: 'number' }),
    currency: text('currency'),
    closeDate: date('close_date'),
    nextStep: text('next_step'),
    nextStepBy: date('next_step_by'),
    /** Numbers of its neighbours in the story of the lead: what it was merged into and what was merged into it … */
    mergedInto: integer('merged_into'),
    absorbs: jsonb('absorbs').$type<number[]>(),
    /** … and which one it reopened, and which one reopened it. */
    reopens: integer('reopens'),
    reopenedAs: integer('reopened_as'),
    isImported: boolean('is_imported').notNull().default(false),
  },
  (t) => [
    unique('handoffs_number').on(t.tenantId, t.number),
    index('handoffs_lead').on(t.leadId),
    index('handoffs_queue').on(t.queueId, t.stage, t.number),
    index('handoffs_owner').on(t.ownerId, t.stage, t.number),
    index('handoffs_ae').on(t.aeId, t.stage, t.number),
    index('handoffs_ripening')
      .on(t.tenantId, t.returnsOn, t.stageAt.desc().nullsFirst(), t.number.desc().nullsFirst())
      .where(sql`stage in ('NEW', 'NURTURE')`),
    index('handoffs_submitter').on(t.submitterId),
    // A report reads what moved in its period or later, and no more.
    index('handoffs_moved').on(t.tenantId, sql.raw(lastMoved())),
    index('handoffs_stage').on(t.tenantId, t.stage, t.number),
    // The timer looks for what is offered to nobody every few seconds.
    index('handoffs_unoffered')
      .on(t.tenantId, t.queueId, t.priority, t.number)
      .where(sql`stage = 'MQL' and offered_to is null and not is_imported`),
  ],
)

/** The column that says which hand-off a row is about. */
export const ofHandoff = () =>
  uuid('handoff_id')
    .notNull()
    .references(() => handoffs.id)
