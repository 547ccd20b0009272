import { and, asc, desc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { prepared } from '../prepared.ts'
import {
  frameworks,
  handoffs,
  history,
  leads,
  meetings,
  members,
  qualifications,
  queues,
  signals,
  timers,
} from '../schema/index.ts'

const submitter = alias(members, 'submitter')
const offered = alias(members, 'offered')
const backup = alias(queues, 'backup')
const owner = alias(members, 'owner')
const ae = alias(members, 'ae')

const name = (table: typeof owner | typeof ae | typeof submitter | typeof offered) => table.name

/** The message that it was handed off from; its address and what it says. */
const entered = (key: 'message' | 'quote') => sql<string | null>`(select l.entered->>${key} from ${history} l
  where l.handoff_id = ${handoffs.id} and l.verb = 'new' order by l.id desc limit 1)`

const selectRow = (db: Db, is: SQL) =>
  db
    .select({
      handoff: getTableColumns(handoffs),
      lead: getTableColumns(leads),
      queue: { id: queues.id, key: queues.key, title: queues.title, mode: queues.mode, calendar: queues.calendar },
      backup: backup.title,
      submitter: name(submitter),
      offered: name(offered),
      owner: name(owner),
      ae: name(ae),
      message: entered('message'),
      quote: entered('quote'),
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(backup, eq(backup.id, handoffs.backupQueueId))
    .leftJoin(submitter, eq(submitter.id, handoffs.submitterId))
    .leftJoin(offered, eq(offered.id, handoffs.offeredTo))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .leftJoin(ae, eq(ae.id, handoffs.aeId))
    .where(and(eq(handoffs.tenantId, sql.placeholder('tenantId')), is))

const rowById = prepared((db) => selectRow(db, eq(handoffs.id, sql.placeholder('id'))).prepare('handoff_by_id'))
const rowByNumber = prepared((db) =>
  selectRow(db, eq(handoffs.number, sql.placeholder('number'))).prepare('handoff_by_number'),
)

const linesShown = 60

const linesOf = prepared((db) =>
  db
    .select({
      id: history.id,
      at: history.at,
      by: members.name,
      byId: history.actorId,
      actor: history.actor,
      verb: history.verb,
      from: history.fromStage,
      to: history.toStage,
      entered: history.entered,
      submission: history.submission,
      undoes: history.undoes,
    })
    .from(history)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(eq(history.handoffId, sql.placeholder('id')))
    .orderBy(desc(history.id))
    .limit(linesShown)
    .prepare('handoff_lines'),
)

const readLines = async (db: Db, id: string) => {
  const lines = await linesOf(db).execute({ id })
  const undone = new Set(lines.map((one) => one.undoes))
  return lines.map((one) => ({ ...one, isUndone: undone.has(one.submission) }))
}

/** What was merged into a hand-off: its leads, and its history with the number that it had. */
const readAbsorbed = async (db: Db, tenantId: string, numbers: readonly number[]) => {
  if (numbers.length === 0) return { leadIds: [], lines: [] }
  const merged = await db
    .select({ id: handoffs.id, number: handoffs.number, leadId: handoffs.leadId })
    .from(handoffs)
    .where(and(eq(handoffs.tenantId, tenantId), inArray(handoffs.number, [...numbers])))
  const lines = await Promise.all(
    merged.map(async ({ id, number }) => (await readLines(db, id)).map((one) => ({ ...one, number }))),
  )
  return { leadIds: merged.map((one) => one.leadId), lines: lines.flat() }
}

const clocksOf = prepared((db) =>
  db
    .select({ id: timers.id, clock: timers.clock, dueAt: timers.dueAt, breachedAt: timers.breachedAt })
    .from(timers)
    .where(
      and(
        eq(timers.handoffId, sql.placeholder('id')),
        isNull(timers.stoppedAt),
        isNull(timers.pausedAt),
        sql`${timers.clock} not like 'prompt%'`,
      ),
    )
    .orderBy(asc(timers.dueAt))
    .prepare('handoff_clocks'),
)

const answersOf = prepared((db) =>
  db
    .select({ ...getTableColumns(qualifications), by: members.name, framework: frameworks.definition })
    .from(qualifications)
    .innerJoin(frameworks, eq(frameworks.id, qualifications.frameworkId))
    .leftJoin(members, eq(members.id, qualifications.byId))
    .where(and(eq(qualifications.handoffId, sql.placeholder('id')), eq(qualifications.isUndone, false)))
    // What was submitted counts; a draft is shown where there is nothing else.
    .orderBy(asc(qualifications.isDraft), desc(qualifications.at), desc(qualifications.id))
    .limit(1)
    .prepare('handoff_answers'),
)

const meetingsOf = prepared((db) =>
  db
    .select({ ...getTableColumns(meetings), ae: members.name })
    .from(meetings)
    .leftJoin(members, eq(members.id, meetings.aeId))
    .where(and(eq(meetings.handoffId, sql.placeholder('id')), eq(meetings.isUndone, false)))
    .orderBy(desc(meetings.startsAt))
    .prepare('handoff_meetings'),
)

const signalsOf = prepared((db) =>
  db
    .select({ kind: signals.kind, at: signals.at })
    .from(signals)
    .where(
      sql`${signals.leadId} = any (array(select jsonb_array_elements_text(${sql.placeholder('leads')}::jsonb)::uuid))`,
    )
    .orderBy(desc(signals.at))
    .limit(6)
    .prepare('lead_signals'),
)

/** Everything that the cards of a hand-off are drawn from; null where there is none. Newest line, answer and meeting first. */
export const readHandoffFacts = async (db: Db, tenantId: string, which: { id: string } | { number: number }) => {
  const [row] = await ('id' in which
    ? rowById(db).execute({ tenantId, id: which.id })
    : rowByNumber(db).execute({ tenantId, number: which.number }))
  if (!row) return null
  const id = row.handoff.id
  const absorbed = await readAbsorbed(db, tenantId, row.handoff.absorbs ?? [])
  const [lines, due, answers, met, done] = await Promise.all([
    readLines(db, id),
    clocksOf(db).execute({ id }),
    answersOf(db).execute({ id }),
    meetingsOf(db).execute({ id }),
    signalsOf(db).execute({ leads: JSON.stringify([row.lead.id, ...absorbed.leadIds]) }),
  ])
  return {
    ...row,
    lines,
    due,
    qualification: answers[0] ?? null,
    meetings: met,
    signals: done,
    absorbed: absorbed.lines,
  }
}

export type HandoffFacts = NonNullable<Awaited<ReturnType<typeof readHandoffFacts>>>
