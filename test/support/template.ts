import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { openStore } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    template: { dataDir: string | null; databaseUrl: string | null; database: string | null }
  }
}

const withDatabase = (url: string, database: string) => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

const makeFolder = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-template-'))
  const store = await openStore({ databaseUrl: null, dataDir })
  await migrate(store, null)
  await store.close()
  return dataDir
}

const makeDatabase = async (url: string) => {
  const database = `baton_template_${process.pid}`
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await sql.unsafe(`drop database if exists ${database}`)
  await sql.unsafe(`create database ${database}`)
  await sql.end()
  const store = await openStore({ databaseUrl: withDatabase(url, database), dataDir: '' })
  await migrate(store, withDatabase(url, database))
  await store.close()
  return database
}

/** Makes one migrated store that each test copies; with TEST_DATABASE_URL it is a database on that server. */
export const setup = async (project: TestProject) => {
  const databaseUrl = process.env.TEST_DATABASE_URL || null
  const dataDir = databaseUrl === null ? await makeFolder() : null
  const database = databaseUrl === null ? null : await makeDatabase(databaseUrl)
  project.provide('template', { dataDir, databaseUrl, database })
  return async () => {
    if (dataDir !== null) rmSync(dataDir, { recursive: true, force: true })
    if (databaseUrl === null || database === null) return
    const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
    await sql.unsafe(`drop database if exists ${database} with (force)`)
    await sql.end()
  }
}
