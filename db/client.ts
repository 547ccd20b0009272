import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { openEmbedded } from './embedded.ts'
import type * as schema from './schema/index.ts'
import { openServer } from './server.ts'

/** The store as every query and service sees it, or a transaction on it: the same for both drivers. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

/** Rows of a statement written by hand, prepared once: values come as text, numbers, booleans or parsed JSON. */
export type RunPrepared = (text: string, params: unknown[]) => Promise<Record<string, unknown>[]>

export type Store = {
  kind: 'embedded' | 'server'
  db: Db
  runPrepared: RunPrepared
  /** Answers when the store does; rejects when it does not. */
  ping: () => Promise<void>
  close: () => Promise<void>
}

/** Opens the store: Postgres where an address is given, else the embedded one in a folder (product §5). */
export const openStore = (where: { databaseUrl: string | null; dataDir: string }): Promise<Store> =>
  where.databaseUrl === null ? openEmbedded(where.dataDir) : openServer(where.databaseUrl)
