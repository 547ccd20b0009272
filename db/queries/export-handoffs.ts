import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Framework } from '../../src/domain/frameworks/framework.ts'
import { fromMinor } from '../../src/domain/money.ts'
import { clocks, type Priority } from '../../src/domain/settings.ts'
import type { Stage } from '../../src/domain/stages.ts'
import type { Db } from '../client.ts'
import {
  type Answers,
  frameworks,
  handoffs,
  leads,
  type MeetingOutcome,
  meetings,
  members,
  qualifications,
  queues,
  signals,
  timers,
} from '../schema/index.ts'

/** The stages whose first time a line of export carries, in its order. */
export const reachedKeys = ['mql', 'sal', 'sql', 'sqo', 'won', 'lost', 'nurture', 'disqualified'] as const
export type ReachedKey = (typeof reachedKeys)[number]

/** One hand-off as `export` writes it and `import` reads it (product §5); times are ISO in UTC, people e-mail addresses. */
export type HandoffLine = {
  number: number
  lead: Record<'email' | 'name' | 'title' | 'phone' | 'language', string | null>
  company: Record<'name' | 'domain', string | null> & { employees: number | null } & Record<
      'industry' | 'country',
      string | null
    >
  source: string | null
  campaign: string | null
  queue: string | null
  priority: Priority
  receivedAt: string
  postedAt: string | null
  owner: string | null
  ae: string | null
  stage: Stage
  firstReached: Partial<Record<ReachedKey, string>>
  reason: string | null
  answers: Answers | null
  override: boolean
  returns: number
  /** Whole units of the currency. */
  amount: number | null
  currency: string | null
  closeDate: string | null
  meetings: { at: string; outcome: MeetingOutcome | null }[]
  sla: { clock: string; due: string; stoppedAt: string | null }[]
  submitter: string | null
  signals: { kind: string; at: string; detail: string | null }[]
  nextStep: string | null
  nextStepBy: string | null
}

const pageSize = 400

/** A moment as lines of export have it: no fraction where it is a whole second. */
export const stampOf = (at: Date) => at.toISOString().replace('.000Z', 'Z')
const stampOrNull = (at: Date | null) => at && stampOf(at)

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const byTime = (one: string, other: string) => Date.parse(one) - Date.parse(other)
const rankOf = (order: readonly string[], key: string) => (order.indexOf(key) + 1 || order.length + 1) - 1

/** Clocks in the order of domain §6, each one's episodes by due time. */
export const inClockOrder = (sla: HandoffLine['sla']) =>
  sla.toSorted(
    (one, other) =>
      rankOf(clocks, one.clock) - rankOf(clocks, other.clock) ||
      byTime(one.due, other.due) ||
      byText(one.stoppedAt ?? '~', other.stoppedAt ?? '~'),
  )

/** Meetings or signals, the earliest first. */
export const inTimeOrder = <T extends { at: string; kind?: string; outcome?: string | null }>(
  items: readonly T[],
): T[] =>
  items.toSorted(
    (one, other) =>
      byTime(one.at, other.at) || byText(one.kind ?? one.outcome ?? '', other.kind ?? other.outcome ?? ''),
  )

/** Answers in the order of the framework's criteria, since the store keeps none. */
export const inCriteriaOrder = (answers: Answers, framework: Framework | undefined): Answers => {
  const order = framework?.criteria.map(({ key }) => key) ?? []
  const entries = Object.entries(answers).map(([key, { level, evidence }]) => [key, { level, evidence }] as const)
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => rankOf(order, one) - rankOf(order, other) || byText(one, other)),
  )
}

const readPage = (db: Db, where: SQL | undefined) => {
  const [owner, ae, submitter] = [alias(members, 'owner'), alias(members, 'ae'), alias(members, 'submitter')]
  return db
    .select({
      handoff: handoffs,
      lead: leads,
      queue: queues.key,
      owner: owner.email,
      ae: ae.email,
      submitter: submitter.email,
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .leftJoin(ae, eq(ae.id, handoffs.aeId))
    .leftJoin(submitter, eq(submitter.id, handoffs.submitterId))
    .where(where)
    .orderBy(asc(handoffs.number))
    .limit(pageSize)
}

type PageRow = Awaited<ReturnType<typeof readPage>>[number]

const readAround = async (db: Db, rows: PageRow[]) => {
  const ids = rows.map(({ handoff }) => handoff.id)
  const ofTimers = await db
    .select({ id: timers.handoffId, clock: timers.clock, dueAt: timers.dueAt, stoppedAt: timers.stoppedAt })
    .from(timers)
    .where(and(inArray(timers.handoffId, ids), inArray(timers.clock, [...clocks])))
  const ofMeetings = await db
    .select({ id: meetings.handoffId, at: meetings.startsAt, outcome: meetings.outcome })
    .from(meetings)
    .where(and(inArray(meetings.handoffId, ids), eq(meetings.isUndone, false)))
  const ofSignals = await db
    .select({ id: signals.leadId, kind: signals.kind, at: signals.at, detail: signals.detail })
    .from(signals)
    .where(inArray(signals.leadId, [...new Set(rows.map(({ lead }) => lead.id))]))
  const ofAnswers = await db
    .select({ id: qualifications.handoffId, answers: qualifications.answers, framework: qualifications.frameworkId })
    .from(qualifications)
    .where(and(inArray(qualifications.handoffId, ids), eq(qualifications.isUndone, false)))
    .orderBy(asc(qualifications.at), asc(qualifications.id))
  return {
    timers: Map.groupBy(ofTimers, ({ id }) => id),
    meetings: Map.groupBy(ofMeetings, ({ id }) => id),
    signals: Map.groupBy(ofSignals, ({ id }) => id),
    newestAnswers: new Map(ofAnswers.map(({ id, answers, framework }) => [id, { answers, framework }])),
  }
}

type Around = Awaited<ReturnType<typeof readAround>>
type Definitions = ReadonlyMap<string, Framework>

const reachedOf = (handoff: PageRow['handoff']): HandoffLine['firstReached'] =>
  Object.fromEntries(
    reachedKeys.flatMap((key) => {
      const at = handoff[`${key}At`]
      return at === null ? [] : [[key, stampOf(at)]]
    }),
  )

const lineOf = (
  { handoff, lead, queue, owner, ae, submitter }: PageRow,
  around: Around,
  known: Definitions,
): HandoffLine => {
  const answered = around.newestAnswers.get(handoff.id)
  const { amountMinor, currency } = handoff
  return {
    number: handoff.number,
    lead: { email: lead.email, name: lead.name, title: lead.title, phone: lead.phone, language: lead.language },
    company: {
      name: lead.company,
      domain: lead.companyDomain,
      employees: lead.employees,
      industry: lead.industry,
      country: lead.country,
    },
    source: handoff.source,
    campaign: handoff.campaign,
    queue,
    priority: handoff.priority,
    receivedAt: stampOf(handoff.receivedAt),
    postedAt: stampOrNull(handoff.postedAt),
    owner,
    ae,
    stage: handoff.stage,
    firstReached: reachedOf(handoff),
    reason: handoff.reason,
    answers: answered ? inCriteriaOrder(answered.answers, known.get(answered.framework)) : null,
    override: handoff.override !== null,
    returns: handoff.returns,
    amount: amountMinor !== null && currency !== null ? fromMinor(amountMinor, currency) : null,
    currency,
    closeDate: handoff.closeDate,
    meetings: inTimeOrder(
      (around.meetings.get(handoff.id) ?? []).map(({ at, outcome }) => ({ at: stampOf(at), outcome })),
    ),
    sla: inClockOrder(
      (around.timers.get(handoff.id) ?? []).map(({ clock, dueAt, stoppedAt }) => ({
        clock,
        due: stampOf(dueAt),
        stoppedAt: stampOrNull(stoppedAt),
      })),
    ),
    submitter,
    signals: inTimeOrder(
      (around.signals.get(lead.id) ?? []).map(({ kind, at, detail }) => ({ kind, at: stampOf(at), detail })),
    ),
    nextStep: handoff.nextStep,
    nextStepBy: handoff.nextStepBy,
  }
}

const definitionsOf = async (db: Db, tenantId: string): Promise<Definitions> => {
  const rows = await db.select().from(frameworks).where(eq(frameworks.tenantId, tenantId))
  return new Map(rows.map(({ id, definition }) => [id, definition]))
}

/** The hand-offs of these numbers (at most 400) as lines, those that exist. */
export const readHandoffLines = async (
  db: Db,
  tenantId: string,
  numbers: readonly number[],
): Promise<HandoffLine[]> => {
  if (numbers.length === 0) return []
  const rows = await readPage(db, and(eq(handoffs.tenantId, tenantId), inArray(handoffs.number, [...numbers])))
  if (rows.length === 0) return []
  const around = await readAround(db, rows)
  const known = await definitionsOf(db, tenantId)
  return rows.map((row) => lineOf(row, around, known))
}

/** Every hand-off as a line, sorted by number, read page by page. */
export async function* exportHandoffs(db: Db, tenantId: string): AsyncGenerator<HandoffLine> {
  const known = await definitionsOf(db, tenantId)
  let last = 0
  for (;;) {
    const rows = await readPage(db, and(eq(handoffs.tenantId, tenantId), gt(handoffs.number, last)))
    const end = rows.at(-1)
    if (!end) return
    last = end.handoff.number
    const around = await readAround(db, rows)
    for (const row of rows) yield lineOf(row, around, known)
  }
}
