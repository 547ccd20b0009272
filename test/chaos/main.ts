import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './checks.ts'
import { startPostgres } from './postgres.ts'
import type { Row } from './row.ts'
import { runChaos } from './run.ts'
import { tableOf } from './table.ts'

/** `npm run chaos`, or `npm run chaos -- 60 300 7`: seconds of storm, hand-offs, and the seed of its chance. */
const [seconds = 300, handoffs = 2_000, seed = Date.now() % 10_000] = process.argv.slice(2).map(Number)
const say = (text: string) => process.stdout.write(`${text}\n`)
const load = {
  ...{ seconds, handoffs, seed, queues: Math.max(4, Math.ceil(handoffs / 125)) },
  tell: (text: string) => say(`  ${text}`),
}

const rows: Row[] = []
const runOn = async (name: string, run: () => Promise<Row[]>) => {
  say(`\n${name}: ${handoffs} hand-offs, ${seconds} s of storm, seed ${seed} …`)
  const done = await run()
  rows.push(...done)
  say(tableOf(done))
}

const dataDir = mkdtempSync(join(tmpdir(), 'baton-chaos-store-'))
await runOn('embedded store, one process', () =>
  runChaos({ ...load, store: { databaseUrl: null, directUrl: null, dataDir }, processes: 1 }, check),
)
const postgres = await startPostgres()
if (postgres === null)
  say('\nNo Postgres is installed here (/usr/lib/postgresql): the half with two processes was not run.')
else {
  const store = { databaseUrl: postgres.url, directUrl: postgres.url, dataDir }
  const given = { ...load, store, processes: 2, loseStore: postgres.restart, losses: 2 }
  await runOn('Postgres, two processes', () => runChaos(given, check)).finally(postgres.stop)
}
rmSync(dataDir, { recursive: true, force: true })
process.exitCode = rows.every(({ isMet }) => isMet !== false) ? 0 : 1
