import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'
import { openStore, type Store } from '../../db/client.ts'

export type TestPlace = { databaseUrl: string | null; dataDir: string; remove: () => Promise<void> }

const copyDatabase = async (url: string, template: string) => {
  const name = `baton_test_${randomBytes(6).toString('hex')}`
  const admin = postgres(url, { max: 1, onnotice: () => undefined })
  // Copies of one template made at once refuse each other, so each waits for its turn.
  await admin.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(7425003)`
    const other = postgres(url, { max: 1, onnotice: () => undefined })
    await other.unsafe(`create database ${name} template ${template}`)
    await other.end()
  })
  const address = new URL(url)
  address.pathname = `/${name}`
  const drop = async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
  return { databaseUrl: address.href, drop }
}

/** A migrated store of the test's own that nobody has opened yet, as a process of its own would find it. */
export const makeTestPlace = async (): Promise<TestPlace> => {
  const template = inject('template')
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-test-'))
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true })
  if (template.databaseUrl !== null && template.database !== null) {
    const { databaseUrl, drop } = await copyDatabase(template.databaseUrl, template.database)
    const remove = async () => {
      await drop()
      removeFolder()
    }
    return { databaseUrl, dataDir, remove }
  }
  cpSync(join(template.dataDir ?? '', 'store'), join(dataDir, 'store'), { recursive: true })
  return { databaseUrl: null, dataDir, remove: async () => removeFolder() }
}

/** A migrated, empty store of the test's own; gone when closed. */
export const openTestStore = async (): Promise<{ store: Store; close: () => Promise<void> }> => {
  const { remove, ...where } = await makeTestPlace()
  const store = await openStore(where)
  const close = async () => {
    await store.close()
    await remove()
  }
  return { store, close }
}
