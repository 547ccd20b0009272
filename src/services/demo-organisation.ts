import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { v7 } from 'uuid'
import type { Store } from '../../db/client.ts'
import type { HandoffLine } from '../../db/queries/export-handoffs.ts'
import { readConfigFile } from '../config/file.ts'
import type { Settings } from '../domain/settings.ts'
import type { StoredFramework } from './current-framework.ts'
import { importRecords } from './import-handoffs.ts'
import { syncOrganisation } from './organisation.ts'

const fileOf = (name: string) => fileURLToPath(new URL(`../playground/demo/${name}`, import.meta.url))
const weekMs = 7 * 86_400_000

/** What the demo organisation has settled. */
export const demoSettings = (): Settings => {
  const read = readConfigFile(fileOf('organisation.yaml'))
  if (!read.ok) throw new Error(`The demo organisation is broken: ${JSON.stringify(read.problems[0])}`)
  return read.settings
}

const shifted = (value: unknown, byMs: number): unknown => {
  if (Array.isArray(value)) return value.map((item) => shifted(item, byMs))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shifted(item, byMs)]))
  }
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/.test(value)) return value
  const moved = new Date(Date.parse(value) + byMs).toISOString()
  return value.length === 10 ? moved.slice(0, 10) : moved.replace('.000Z', 'Z')
}

/** The 400 hand-offs of the demo, all dates moved by as many whole weeks as bring the newest to just before that moment. */
export const demoHandoffs = (now: Date): HandoffLine[] => {
  const lines = readFileSync(fileOf('demo90.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HandoffLine)
  const newest = Math.max(...lines.map(({ receivedAt }) => Date.parse(receivedAt)))
  const byMs = Math.floor((now.getTime() - newest) / weekMs) * weekMs
  return lines.map((line) => shifted(line, byMs) as HandoffLine)
}

/** Founds the demo organisation and takes in its 90 days of history, ending now; the store must be migrated. */
export const seedDemo = async (
  store: Store,
  { now, newId = v7 }: { now: Date; newId?: () => string },
): Promise<{ tenantId: string; framework: StoredFramework; settings: Settings; added: number }> => {
  const settings = demoSettings()
  const { tenantId, framework } = await syncOrganisation(store.db, settings, now, newId)
  const records = async function* () {
    for (const [at, value] of demoHandoffs(now).entries()) yield { line: at + 1, value }
  }
  const { added } = await importRecords(store.db, tenantId, records(), { settings, framework, now, newId })
  return { tenantId, framework, settings, added }
}
