import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { reachedKeys } from '../../db/queries/export-handoffs.ts'
import type { ImportRecord } from './import-records.ts'

type Cell = (text: string) => unknown
type Column = { path: string[]; read: Cell }

const asText: Cell = (text) => text
const asNumber: Cell = (text) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text)
const asFlag: Cell = (text) => ({ true: true, false: false })[text.trim().toLowerCase()] ?? text
const asJson: Cell = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const named = (names: readonly string[], read: Cell) => names.map((name) => [name, read] as const)

/** The columns of a CSV file: the keys of a line of export, with a dot where a key lies inside another. */
const columns = new Map<string, Cell>([
  ...named(['number', 'company.employees', 'returns', 'amount'], asNumber),
  ...named(['override'], asFlag),
  ...named(['answers', 'meetings', 'sla', 'signals'], asJson),
  ...named(
    ['email', 'name', 'title', 'phone', 'language'].map((key) => `lead.${key}`),
    asText,
  ),
  ...named(
    ['name', 'domain', 'industry', 'country'].map((key) => `company.${key}`),
    asText,
  ),
  ...named(
    reachedKeys.map((key) => `firstReached.${key}`),
    asText,
  ),
  ...named(['source', 'campaign', 'queue', 'priority', 'receivedAt', 'postedAt', 'owner', 'ae', 'stage'], asText),
  ...named(['reason', 'currency', 'closeDate', 'submitter', 'nextStep', 'nextStepBy'], asText),
])

const readerOf = (name: string): Cell | undefined => {
  const answer = /^answers\.[a-z][a-z0-9_]*\.(level|evidence)$/.exec(name)?.[1]
  return answer === undefined ? columns.get(name) : answer === 'level' ? asNumber : asText
}

const readHeader = (names: string[]): Column[] | { wrong: string } => {
  const unknown = names.find((name) => readerOf(name) === undefined)
  if (unknown !== undefined) return { wrong: `there is no column "${unknown}"` }
  const twice = names.find((name, at) => names.indexOf(name) < at)
  if (twice !== undefined) return { wrong: `the column "${twice}" stands there twice` }
  return names.map((name) => ({ path: name.split('.'), read: readerOf(name) ?? asText }))
}

const put = (into: Record<string, unknown>, path: readonly string[], value: unknown) => {
  const [key = '', ...rest] = path
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner = into[key]
  const group = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
  into[key] = group
  put(group, rest, value)
}

const groupsOf = (header: Column[], cells: string[]) => {
  const value: Record<string, unknown> = {}
  for (const [at, { path, read }] of header.entries()) {
    const text = cells[at] ?? ''
    put(value, path, text.trim() === '' ? null : read(text))
  }
  // An answer of which nothing is said was never given.
  const answers = value.answers
  if (typeof answers === 'object' && answers !== null) {
    const given = Object.entries(answers).filter(([, one]) => one?.level !== null || one?.evidence)
    value.answers = given.length === 0 ? null : Object.fromEntries(given)
  }
  return value
}

/** Reads CSV with a header of the same names as in a line of export (`lead.email`); lists stand in their cell as JSON. */
export async function* csvRecords(source: Readable): AsyncGenerator<ImportRecord> {
  const broken: ImportRecord[] = []
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    // An error would end the stream and take the good rows before it along.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken.push({ line: Number(error?.lines ?? 0), reason: 'is no CSV: check the quotes from here on' })
      return undefined
    },
  })
  // A failure of the file reaches the loop below through the parser.
  pipeline(source, parser, () => undefined)
  let header: Column[] | null = null
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (header === null) {
      const read = readHeader(record.map((name) => name.trim()))
      if (!Array.isArray(read)) {
        yield { line: info.lines, reason: read.wrong }
        return
      }
      header = read
    } else if (record.length !== header.length) {
      yield { line: info.lines, reason: `has ${record.length} cells where the header has ${header.length}` }
    } else yield { line: info.lines, value: groupsOf(header, record) }
  }
  yield* broken
}
