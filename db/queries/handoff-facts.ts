import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { prepared } from '../prepared.ts'
import { handoffs, history, meetings, qualifications, signals, timers } from '../schema/index.ts'

const linesShown = 60
const signalsShown = 6

const lineColumns = {
  id: true,
  at: true,
  actorId: true,
  actor: true,
  verb: true,
  fromStage: true,
  toStage: true,
  entered: true,
  submission: true,
  undoes: true,
} as const

/** The message that it was handed off from; its address and what it says. */
const entered = (key: 'message' | 'quote') =>
  sql<string | null>`(select l.entered->>${sql.raw(`'${key}'`)} from ${history} l
    where l.handoff_id = ${handoffs.id} and l.verb = 'new' order by l.id desc limit 1)`.as(key)

const name = { columns: { name: true } } as const

const findOne = (db: Db, is: SQL) =>
  db.query.handoffs.findFirst({
    where: and(eq(handoffs.tenantId, sql.placeholder('tenantId')), is),
    extras: { message: entered('message'), quote: entered('quote') },
    with: {
      lead: {
        with: {
          signals: { columns: { kind: true, at: true }, orderBy: desc(signals.at), limit: signalsShown },
        },
      },
      queue: { columns: { id: true, key: true, title: true, mode: true, calendar: true } },
      backup: { columns: { title: true } },
      submitter: name,
      offered: name,
      owner: name,
      ae: name,
      lines: { columns: lineColumns, with: { member: name }, orderBy: desc(history.id), limit: linesShown },
      due: {
        columns: { id: true, clock: true, startedAt: true, dueAt: true, breachedAt: true },
        where: and(isNull(timers.stoppedAt), isNull(timers.pausedAt), sql`${timers.clock} not like 'prompt%'`),
        orderBy: asc(timers.dueAt),
      },
      answers: {
        where: eq(qualifications.isUndone, false),
        with: { member: name, framework: { columns: { definition: true } } },
        // What was submitted counts; a draft is shown where there is nothing else.
        orderBy: [asc(qualifications.isDraft), desc(qualifications.at), desc(qualifications.id)],
        limit: 1,
      },
      meetings: { where: eq(meetings.isUndone, false), with: { member: name }, orderBy: desc(meetings.startsAt) },
    },
  })

const oneById = prepared((db) => findOne(db, eq(handoffs.id, sql.placeholder('id'))).prepare('handoff_by_id'))
const oneByNumber = prepared((db) =>
  findOne(db, eq(handoffs.number, sql.placeholder('number'))).prepare('handoff_by_number'),
)

type Found = NonNullable<Awaited<ReturnType<ReturnType<typeof oneById>['execute']>>>

const linesOf = (lines: Found['lines']) => {
  const undone = new Set(lines.map((one) => one.undoes))
  return lines.map(({ actorId, member, fromStage, toStage, ...one }) => ({
    ...one,
    byId: actorId,
    by: member?.name ?? null,
    from: fromStage,
    to: toStage,
    isUndone: undone.has(one.submission),
  }))
}

/** What was merged into a hand-off: its history with the number that it had, and the signals of its leads. */
const readAbsorbed = async (db: Db, tenantId: string, numbers: readonly number[]) => {
  const merged = await db.query.handoffs.findMany({
    columns: { number: true },
    where: and(eq(handoffs.tenantId, tenantId), inArray(handoffs.number, [...numbers])),
    with: {
      lead: { columns: {}, with: { signals: { columns: { kind: true, at: true } } } },
      lines: { columns: lineColumns, with: { member: name }, orderBy: desc(history.id), limit: linesShown },
    },
  })
  return {
    lines: merged.flatMap(({ number, lines }) => linesOf(lines).map((one) => ({ ...one, number }))),
    signals: merged.flatMap(({ lead }) => lead.signals),
  }
}

/** Everything that the cards of a hand-off are drawn from; null where there is none. Newest line, answer and meeting first. */
export const readHandoffFacts = async (db: Db, tenantId: string, which: { id: string } | { number: number }) => {
  const found = await ('id' in which
    ? oneById(db).execute({ tenantId, id: which.id })
    : oneByNumber(db).execute({ tenantId, number: which.number }))
  if (!found) return null
  const { lead, queue, backup, submitter, offered, owner, ae, lines, due, answers, message, quote, ...rest } = found
  const { meetings: met, ...handoff } = rest
  const { signals: ofLead, ...person } = lead
  const absorbs = handoff.absorbs ?? []
  const absorbed = absorbs.length > 0 ? await readAbsorbed(db, tenantId, absorbs) : { lines: [], signals: [] }
  const [answer] = answers.map(({ member, framework, ...one }) => ({
    ...one,
    by: member?.name ?? null,
    framework: framework.definition,
  }))
  return {
    handoff,
    lead: person,
    queue,
    backup: backup?.title ?? null,
    submitter: submitter?.name ?? null,
    offered: offered?.name ?? null,
    owner: owner?.name ?? null,
    ae: ae?.name ?? null,
    message,
    quote,
    lines: linesOf(lines),
    due,
    qualification: answer ?? null,
    meetings: met.map(({ member, ...one }) => ({ ...one, ae: member?.name ?? null })),
    signals: [...ofLead, ...absorbed.signals]
      .toSorted((one, other) => other.at.getTime() - one.at.getTime())
      .slice(0, signalsShown),
    absorbed: absorbed.lines,
  }
}

export type HandoffFacts = NonNullable<Awaited<ReturnType<typeof readHandoffFacts>>>
