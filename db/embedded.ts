import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Results, type Transaction } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { drizzle } from 'drizzle-orm/pglite'
import type { Store } from './client.ts'
import { DurableFolder, flushFolder, lockFolder } from './durable-folder.ts'
import { keepPlanned } from './embedded-statements.ts'
import * as schema from './schema/index.ts'

const writes = /\b(insert|update|delete|create|alter|drop|truncate)\b/i
const yieldToOthers = () => new Promise<void>((done) => setImmediate(done))

/**
 * Gathers flushes: commits are made without waiting for the disk, and everybody who asked for something after a write
 * waits for one flush that covers them all. Nobody gets a result that a power cut could take back.
 */
const gatherFlushes = (pg: PGlite) => {
  let isDirty = false
  let next: Promise<unknown> | null = null
  const flush = async () => {
    await yieldToOthers()
    next = null
    isDirty = false
    // One commit that waits for the disk takes every earlier one with it.
    await pg.exec("begin; set local synchronous_commit = on; select pg_logical_emit_message(true, 'flush', ''); commit")
  }
  return {
    soil: () => {
      isDirty = true
    },
    settled: async () => {
      if (!isDirty && !next) return yieldToOthers()
      next ??= flush()
      await next
    },
  }
}

type Flushes = ReturnType<typeof gatherFlushes>

const withGatheredCommits = (pg: PGlite, flushes: Flushes) => {
  const planned = keepPlanned(pg)
  const query = async <T>(text: string, params?: unknown[], options?: unknown): Promise<Results<T>> => {
    if (writes.test(text)) flushes.soil()
    const result = await planned<T>(text, params, options)
    await flushes.settled()
    return result
  }
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const result = await pg.transaction(work)
    flushes.soil()
    await flushes.settled()
    return result as T
  }
  return new Proxy(pg, {
    get: (target, name) => {
      if (name === 'query') return query
      if (name === 'transaction') return transaction
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Opens the embedded store in `<dataDir>/store`; throws `StoreInUse` while another process has it. */
export const openEmbedded = async (dataDir: string): Promise<Store> => {
  const folder = join(dataDir, 'store')
  const isFresh = !existsSync(join(folder, 'PG_VERSION'))
  const lock = lockFolder(folder)
  const pg = await PGlite.create({
    fs: new DurableFolder(folder),
    extensions: { pg_trgm },
    // Flushed for certain, and with half the memory for pages that it takes by default: the files are in that of the system.
    startParams: PGlite.defaultStartParams
      .filter((one) => one !== '-F')
      .concat('-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=64MB'),
  })
  if (isFresh) {
    await pg.exec('checkpoint')
    flushFolder(folder)
  }
  // Plans are kept for as long as the process runs, and most are made while the tables are small: with an index, always.
  await pg.exec("set synchronous_commit = off; set timezone = 'UTC'; set enable_seqscan = off")
  const flushes = gatherFlushes(pg)
  const client = withGatheredCommits(pg, flushes)
  return {
    kind: 'embedded',
    db: drizzle({ client, schema }),
    runPrepared: async (text, params) => (await client.query<Record<string, unknown>>(text, params)).rows,
    ping: async () => {
      await pg.query('select 1')
    },
    close: async () => {
      await flushes.settled()
      await pg.close()
      lock.close()
    },
  }
}
