import { isDeepStrictEqual } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/client.ts'
import { type HandoffLine, readHandoffLines } from '../../db/queries/export-handoffs.ts'
import { readLeadsLike } from '../../db/queries/leads-like.ts'
import {
  handoffs,
  history,
  leads,
  meetings,
  members,
  qualifications,
  queues,
  signals,
  tenants,
  timers,
} from '../../db/schema/index.ts'
import { emailKey } from '../domain/duplicates.ts'
import type { Settings } from '../domain/settings.ts'
import { addMembers } from './add-members.ts'
import type { StoredFramework } from './current-framework.ts'
import { readHandoffLine } from './import-line.ts'
import { type ImportRecord, jsonRecords } from './import-records.ts'
import { addRows, type Making, noRows, type Rows } from './imported-rows.ts'

export type ImportOptions = {
  settings: Pick<Settings, 'scoring' | 'gate'>
  framework: StoredFramework
  now: Date
  newId: () => string
  /** Called after each batch with the number of hand-offs read so far. */
  onRead?: (read: number) => void
}

export type ImportReport = {
  read: number
  added: number
  unchanged: number
  createdMembers: string[]
  createdQueues: string[]
  /** Lines that did not go in; they count from 1. */
  problems: { line: number; reason: string }[]
}

type Checked = { at: number; line: HandoffLine; absent: (keyof HandoffLine)[] }

const batchSize = 200
const mayBeAbsent = ['submitter', 'signals', 'nextStep', 'nextStepBy'] as const

/** What nobody said is not compared: an older export knows less. */
const isSame = (stored: HandoffLine, { line, absent }: Checked) => {
  const known = Object.fromEntries(absent.map((key) => [key, stored[key]]))
  return isDeepStrictEqual(stored, { ...line, ...known })
}

const missing = <T>(wanted: (T | null)[], known: ReadonlyMap<T, string>) =>
  [...new Set(wanted)].flatMap((one) => (one === null || known.has(one) ? [] : [one]))

const idIn = (known: ReadonlyMap<string, string>, name: string) => {
  const id = known.get(name)
  if (id === undefined) throw new Error(`There is no row for "${name}".`)
  return id
}

const addPeopleAndQueues = async (tx: Db, tenantId: string, lines: HandoffLine[], { now, newId }: ImportOptions) => {
  const people = await tx
    .select({ id: members.id, email: members.email })
    .from(members)
    .where(eq(members.tenantId, tenantId))
  const standing = await tx.select({ id: queues.id, key: queues.key }).from(queues).where(eq(queues.tenantId, tenantId))
  const memberIds = new Map(people.flatMap(({ id, email }) => (email === null ? [] : [[email, id]])))
  const queueIds = new Map(standing.map(({ id, key }) => [key, id]))
  const emails = missing(
    lines.flatMap(({ owner, ae, submitter }) => [owner, ae, submitter]),
    memberIds,
  )
  const added = await addMembers(
    tx,
    tenantId,
    emails.map((email) => ({ email, name: email })),
    { now, newId },
  )
  for (const [at, id] of added.entries()) memberIds.set(emails[at] ?? '', id)
  const keys = missing(
    lines.map(({ queue }) => queue),
    queueIds,
  )
  const rows = keys.map((key) => ({ id: newId(), tenantId, key, title: key, mode: 'claim' as const, createdAt: now }))
  if (rows.length > 0) await tx.insert(queues).values(rows)
  for (const { key, id } of rows) queueIds.set(key, id)
  return { memberIds, queueIds, emails, keys }
}

const dataOf = ({ lead, company, signals }: Pick<HandoffLine, 'lead' | 'company' | 'signals'>) =>
  JSON.stringify([Object.entries(lead).sort(), Object.entries(company).sort(), signals])

/** Trips of one lead share its row where they say the same of it; else each keeps what it knew. */
const knownLeads = async (tx: Db, tenantId: string, lines: HandoffLine[]) => {
  const keys = lines.flatMap(({ lead }) => (lead.email === null ? [] : (emailKey(lead.email) ?? [])))
  const stored = await readLeadsLike(tx, tenantId, [...new Set(keys)])
  return new Map(stored.map((one) => [dataOf(one), one.id]))
}

const write = async (tx: Db, rows: Rows) => {
  const insert = async <T extends PgTable>(table: T, values: T['$inferInsert'][]) => {
    if (values.length > 0) await tx.insert(table).values(values)
  }
  await insert(leads, rows.leads)
  await insert(signals, rows.signals)
  await insert(handoffs, rows.handoffs)
  await insert(history, rows.history)
  await insert(qualifications, rows.qualifications)
  await insert(meetings, rows.meetings)
  await insert(timers, rows.timers)
}

const takeNew = (batch: Checked[], stored: HandoffLine[], report: ImportReport) => {
  const known = new Map(stored.map((line) => [line.number, line]))
  return batch.flatMap((checked) => {
    const { line, at } = checked
    const before = known.get(line.number)
    if (!before) {
      known.set(line.number, line)
      return [line]
    }
    if (isSame(before, checked)) report.unchanged += 1
    else
      report.problems.push({
        line: at,
        reason: `#${line.number} is there already with other content; it was left as it is`,
      })
    return []
  })
}

const writeBatch = async (db: Db, tenantId: string, batch: Checked[], options: ImportOptions, report: ImportReport) => {
  const numbers = batch.map(({ line }) => line.number)
  const made = await db.transaction(async (tx) => {
    // Everybody who gives out a number waits for this row.
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('update')
    const fresh = takeNew(batch, await readHandoffLines(tx, tenantId, numbers), report)
    if (fresh.length === 0) return { emails: [], keys: [], added: 0 }
    const highest = Math.max(...fresh.map(({ number }) => number))
    await tx
      .update(tenants)
      .set({ lastNumber: sql`greatest(${tenants.lastNumber}, ${highest})` })
      .where(eq(tenants.id, tenantId))
    const { memberIds, queueIds, emails, keys } = await addPeopleAndQueues(tx, tenantId, fresh, options)
    const leadIds = await knownLeads(tx, tenantId, fresh)
    const making: Making = {
      ...options,
      tenantId,
      memberOf: (email) => idIn(memberIds, email),
      queueOf: (key) => idIn(queueIds, key),
      leadOf: (line) => (line.lead.email === null ? undefined : leadIds.get(dataOf(line))),
    }
    const rows = noRows()
    for (const line of fresh) {
      addRows(rows, line, making)
      const lead = rows.handoffs.at(-1)?.leadId
      if (lead !== undefined) leadIds.set(dataOf(line), lead)
    }
    await write(tx, rows)
    return { emails, keys, added: fresh.length }
  })
  report.added += made.added
  report.createdMembers.push(...made.emails)
  report.createdQueues.push(...made.keys)
}

/** Takes history in, in batches that each go in as a whole; a bad line stops nothing, and a second run changes nothing (product §5). */
export const importRecords = async (
  db: Db,
  tenantId: string,
  records: AsyncIterable<ImportRecord>,
  options: ImportOptions,
): Promise<ImportReport> => {
  const report: ImportReport = { read: 0, added: 0, unchanged: 0, createdMembers: [], createdQueues: [], problems: [] }
  let batch: Checked[] = []
  const flush = async () => {
    if (batch.length > 0) await writeBatch(db, tenantId, batch, options, report)
    batch = []
    options.onRead?.(report.read)
  }
  for await (const record of records) {
    report.read += 1
    const read =
      'reason' in record
        ? { ok: false as const, reason: record.reason }
        : readHandoffLine(record.value, options.framework)
    if (!read.ok) {
      report.problems.push({ line: record.line, reason: read.reason })
      continue
    }
    const value = 'value' in record ? (record.value as object) : {}
    batch.push({ at: record.line, line: read.line, absent: mayBeAbsent.filter((key) => !Object.hasOwn(value, key)) })
    if (batch.length >= batchSize) await flush()
  }
  await flush()
  report.problems.sort((one, other) => one.line - other.line)
  return report
}

/** Takes in the lines that `export` writes. */
export const importHandoffs = (db: Db, tenantId: string, lines: AsyncIterable<string>, options: ImportOptions) =>
  importRecords(db, tenantId, jsonRecords(lines), options)
