import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import type { Store } from './client.ts'
import { createComesAgain } from './comes-again.ts'
import * as schema from './schema/index.ts'

const deadlineMs = 5_000
const swapEveryMs = 250
const lostCodes = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|57P0[123]|08|HUNG)/

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('cause' in error && error.cause) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** An exception thrown from inside the driver after its connection died, which no caller can catch. */
const isFromDriver = (error: unknown) =>
  error instanceof Error &&
  (/[\\/]postgres[\\/](src|cjs)[\\/]/.test(error.stack ?? '') || ('query' in error && 'parameters' in error))

const openPool = (url: string): Sql => {
  const sql = postgres(url, {
    max: 10,
    connect_timeout: 5,
    max_lifetime: 1_800,
    keep_alive: 15,
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: 'baton',
      TimeZone: 'UTC',
      // The default is that of a turning disk, and has the planner read whole tables for a thousand rows.
      random_page_cost: 1.1,
      statement_timeout: deadlineMs - 1_000,
      idle_in_transaction_session_timeout: deadlineMs,
    },
  })
  // Drizzle sets its own parsers on a client when it takes it; each new pool needs them too.
  drizzle(sql)
  return sql
}

/**
 * A pool that is thrown away as a whole when the connection is lost or an answer is overdue (5 s): a dead connection
 * keeps its slot otherwise, and three of the driver's failure modes end the process.
 */
const openReplaceablePool = (url: string) => {
  let current = openPool(url)
  let swappedAt = 0
  const swap = (lost: Sql) => {
    if (lost !== current || performance.now() - swappedAt < swapEveryMs) return
    swappedAt = performance.now()
    current = openPool(url)
    lost.end({ timeout: 5 }).catch(() => undefined)
  }
  const guard = (error: unknown) => {
    if (!isFromDriver(error)) throw error
    swap(current)
  }
  process.on('uncaughtException', guard)
  const run = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    const sql = current
    let timer: NodeJS.Timeout | undefined
    const overdue = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(Object.assign(new Error('The database did not answer.'), { code: 'HUNG' })),
        deadlineMs,
      )
    })
    try {
      return await Promise.race([work(sql), overdue])
    } catch (error) {
      if (lostCodes.test(codeOf(error))) swap(sql)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
  const close = async () => {
    process.off('uncaughtException', guard)
    await current.end({ timeout: 5 })
  }
  return { run, close }
}

type Pool = ReturnType<typeof openReplaceablePool>

/** What drizzle calls of a client, on whichever pool is current. */
const clientOf = (pool: Pool): Sql => {
  const comesAgain = createComesAgain()
  const unsafe = (text: string, params?: never[]) => {
    const prepare = comesAgain(text)
    const rows = (form: 'objects' | 'values') =>
      pool.run<unknown>(async (sql) => {
        const query = sql.unsafe(text, params, { prepare })
        return form === 'values' ? query.values() : query
      })
    return {
      values: () => rows('values'),
      // biome-ignore lint/suspicious/noThenProperty: a query of this driver is awaited directly
      then: (done: (value: unknown) => unknown, failed: (error: unknown) => unknown) =>
        rows('objects').then(done, failed),
    }
  }
  const begin = (work: (sql: Sql) => Promise<unknown>) =>
    pool.run((sql) => sql.begin((tx) => work(tx as unknown as Sql)))
  return { unsafe, begin, options: { parsers: {}, serializers: {} } } as unknown as Sql
}

/** Opens a pool on a Postgres server (15 or newer). */
export const openServer = async (url: string): Promise<Store> => {
  const pool = openReplaceablePool(url)
  return {
    kind: 'server',
    db: drizzle(clientOf(pool), { schema }),
    runPrepared: (text, params) =>
      pool.run(async (sql) => [...(await sql.unsafe(text, params as never[], { prepare: true }))]),
    ping: async () => {
      await pool.run((sql) => sql.unsafe('select 1'))
    },
    close: pool.close,
  }
}
