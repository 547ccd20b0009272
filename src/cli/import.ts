import { createReadStream, type Stats, statSync } from 'node:fs'
import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import type { Db } from '../../db/client.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import type { Env } from '../config/env.ts'
import { csvRecords } from '../services/csv-records.ts'
import { keepFramework } from '../services/current-framework.ts'
import { type ImportReport, importRecords } from '../services/import-handoffs.ts'
import { jsonRecords, linesOf } from '../services/import-records.ts'
import { syncOrganisation } from '../services/organisation.ts'
import { withStore } from './open-store.ts'
import { environment, settingsInForce, settingsOfFile } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

const longBytes = 300_000

const fileStats = (file: string): Stats => {
  try {
    const stats = statSync(file)
    if (stats.isFile()) return stats
  } catch {
    // The sentence below says it.
  }
  throw new Stopped(`There is no file ${file}. Give the path of a .jsonl or .csv file.`, 2)
}

/** The organisation that the history belongs to; one that stands is changed by a file alone. */
const organisationFor = async (db: Db, env: Env, terminal: Terminal) => {
  const settings = settingsInForce(env)
  const made = { now: terminal.now(), newId: terminal.newId }
  const standing = settingsOfFile(env) === null ? await readOrganisation(db) : null
  if (!standing) return { settings, ...(await syncOrganisation(db, settings, made.now, made.newId)) }
  return { settings, tenantId: standing.id, framework: await keepFramework(db, standing.id, settings, made) }
}

const progressOf = (terminal: Terminal, bytes: number) => {
  if (!terminal.isWatched || bytes < longBytes) return null
  const bar = new SingleBar({
    format: '{bar} {percentage}% · {read} read',
    stream: process.stderr,
    clearOnComplete: true,
  })
  bar.start(bytes, 0, { read: 0 })
  return bar
}

const list = (what: string, items: readonly string[]) => (items.length === 0 ? [] : [`${what}: ${items.join(', ')}`])

const reportText = ({ read, added, unchanged, createdMembers, createdQueues, problems }: ImportReport) =>
  [
    `${read} read, ${added} added, ${unchanged} were there already, ${problems.length} with a problem.`,
    ...list('New members, without roles', createdMembers),
    ...list('New queues, without people', createdQueues),
    '',
  ].join('\n')

const takeIn = async (file: string, terminal: Terminal) => {
  const { size } = fileStats(file)
  const env = environment(terminal)
  return withStore(env, true, async ({ db }) => {
    const { tenantId, ...organisation } = await organisationFor(db, env, terminal)
    const stream = createReadStream(file, { encoding: 'utf8' })
    const records = /\.csv$/i.test(file) ? csvRecords(stream) : jsonRecords(linesOf(stream))
    const bar = progressOf(terminal, size)
    try {
      return await importRecords(db, tenantId, records, {
        ...organisation,
        now: terminal.now(),
        newId: terminal.newId,
        onRead: (read) => bar?.update(stream.bytesRead, { read }),
      })
    } finally {
      bar?.stop()
    }
  })
}

/** `baton import FILE`: takes history in; exit code 1 when a line had a problem (product §5). */
export const importWord = (terminal: Terminal) =>
  new Command('import')
    .description('take in history, in the form that export writes; running it again changes nothing')
    .argument('<file>', 'a file with one hand-off a line (.jsonl), or a table with the same names in its header (.csv)')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, options: { json?: true }) => {
      const report = await takeIn(file, terminal)
      for (const { line, reason } of report.problems) terminal.err(`line ${line}: ${reason}\n`)
      await terminal.out(options.json ? `${JSON.stringify(report)}\n` : reportText(report))
      terminal.end(report.problems.length === 0 ? 0 : 1)
    })
