import { getTableColumns, type InferInsertModel, sql, type Table } from 'drizzle-orm'
import type { Db, RunPrepared } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { cards, handoffs, history, leads, meetings, qualifications, signals, timers } from '../../db/schema/index.ts'
import { plainStatement, wholeStatement } from './act-statement.ts'

type Row<T extends Table> = InferInsertModel<T>
/** A row without what the act itself says of all its rows. */
type Own<T extends Table, Said extends PropertyKey = never> = Omit<Row<T>, 'tenantId' | 'handoffId' | Said>

/** A message that is to reach a place once. */
export type Told = { lane: string; dedupeKey: string; payload: Record<string, unknown> }

/**
 * All that one act changes, as data. It is decided on one version of the hand-off and takes effect as a whole, or not
 * at all when the hand-off has moved on since.
 */
export type Act = {
  tenantId: string
  at: Date
  /** Whose act it is, nobody's where a date or a clock did it, and from which surface (domain §9). */
  by: { memberId: string | null; surface: string }
  /** The request's own key, and what a repeat of it needs to know. */
  delivery: string | null
  answer: Record<string, unknown>
  handoffId: string
  /** The version it was decided on; null when the act makes the hand-off. */
  version: number | null
  set: Partial<Row<typeof handoffs>>
  makes?: { lead: Row<typeof leads> | null; handoff: Row<typeof handoffs> }
  leadSet?: { id: string; set: Partial<Row<typeof leads>> }
  lines: Own<typeof history, 'at' | 'actorId' | 'actor' | 'surface'>[]
  signals?: Own<typeof signals>[]
  timers?: Own<typeof timers>[]
  stops?: { clock: string; line: string }[]
  /** Clocks that go on with another due time, and the one they had. */
  dues?: { id: string; dueAt: Date; was: Date }[]
  meetings?: Own<typeof meetings>[]
  meetingSets?: { id: string; outcome: string; line: string }[]
  qualifications?: Own<typeof qualifications>[]
  cards?: Pick<Row<typeof cards>, 'id' | 'placeId' | 'card'>[]
  tells?: Told[]
  /** Members whose turn in a rotation this was. */
  turns?: string[]
  /** Members who are offered it in turn by this. */
  offers?: string[]
  /** Lines whose clocks, answers and meetings are taken back. */
  undoes?: string[]
}

const namesOf = new Map<Table, [string, string][]>()

/** A row under its column names, as `jsonb_populate_record` reads it. */
const stored = (table: Table, row: Record<string, unknown>) => {
  let names = namesOf.get(table)
  if (!names) {
    names = Object.entries(getTableColumns(table)).map(([field, column]) => [field, column.name])
    namesOf.set(table, names)
  }
  const result: Record<string, unknown> = {}
  for (const [field, name] of names) if (row[field] !== undefined) result[name] = row[field]
  return result
}

const rowsFor = ({ tenantId, handoffId }: Act, table: Table, rows: readonly Record<string, unknown>[] | undefined) =>
  rows?.length ? rows.map((row) => stored(table, { tenantId, handoffId, ...row })) : undefined

const linesOf = (act: Act) => {
  const same = {
    at: act.at,
    actorId: act.by.memberId,
    actor: act.by.memberId === null ? 'timer' : 'member',
    surface: act.by.surface,
  }
  return rowsFor(
    act,
    history,
    act.lines.map((line) => ({ ...same, ...line })),
  )
}

const unlessEmpty = <T>(list: readonly T[] | undefined) => (list?.length ? list : undefined)

/** What most acts bring along, and nothing else in a batch that the plain statement makes. */
const usual = (act: Act) => ({
  lines: linesOf(act),
  timers: rowsFor(act, timers, act.timers),
  stops: unlessEmpty(act.stops),
  tells: unlessEmpty(act.tells),
})

const seldom = (act: Act) => ({
  signals: rowsFor(act, signals, act.signals),
  meetings: rowsFor(act, meetings, act.meetings),
  qualifications: rowsFor(act, qualifications, act.qualifications),
  dues: unlessEmpty(act.dues),
  meetingSets: unlessEmpty(act.meetingSets),
  cards: rowsFor(act, cards, act.cards),
  turns: unlessEmpty(act.turns),
  offers: unlessEmpty(act.offers),
  undoes: unlessEmpty(act.undoes),
})

const isPlain = (act: Act) =>
  !act.makes && !act.leadSet && Object.values(seldom(act)).every((part) => part === undefined)

/** An act as the statement reads it; what is not there is left out. */
const asInput = (act: Act, ord: number) => ({
  ord,
  tenant_id: act.tenantId,
  at: act.at,
  key: act.delivery ?? undefined,
  answer: act.answer,
  handoff_id: act.handoffId,
  version: act.version ?? undefined,
  set: stored(handoffs, act.set),
  lead: act.makes?.lead ? stored(leads, act.makes.lead) : undefined,
  made: act.makes ? stored(handoffs, act.makes.handoff) : undefined,
  lead_id: act.leadSet?.id,
  lead_set: act.leadSet ? stored(leads, act.leadSet.set) : undefined,
  adds: { ...usual(act), ...seldom(act) },
})

const wonBy = (rows: Record<string, unknown>[], acts: readonly Act[]) => {
  const won = new Map(rows.map((row) => [row.ord, Number(row.version)]))
  return acts.map((_, ord) => won.get(ord) ?? null)
}

/** Makes the acts and says, for each, the version that it led to, or null where the hand-off had moved on. */
export const makeActs = async (run: RunPrepared, acts: readonly Act[]): Promise<(number | null)[]> => {
  const statement = acts.every(isPlain) ? plainStatement : wholeStatement
  return wonBy(await run(statement, [JSON.stringify(acts.map(asInput))]), acts)
}

const [head = '', tail = ''] = wholeStatement.split('$1')

/** The same within a transaction that has read what the acts were decided on. */
export const makeActsIn = async (tx: Db, acts: readonly Act[]): Promise<(number | null)[]> =>
  wonBy(await rowsOf(tx, sql`${sql.raw(head)}${JSON.stringify(acts.map(asInput))}${sql.raw(tail)}`), acts)
