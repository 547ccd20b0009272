import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type Store } from '../../db/client.ts'
import { StoreInUse } from '../../db/durable-folder.ts'
import { migrate } from '../../db/migrate.ts'
import type { Env } from '../config/env.ts'
import { Stopped } from './terminal.ts'

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('cause' in error && error.cause) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const isUnreachable = (code: string) =>
  /^(CONNECT|ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|EAI_|HUNG|57P0|08|28|3D000)/.test(code)

/** Turns what may go wrong on the way to the store into a sentence; anything else stays what it is. */
const explained = (error: unknown, env: Env): unknown => {
  if (error instanceof StoreInUse) return new Stopped(error.message, 1)
  const code = codeOf(error)
  if (env.databaseUrl === null || !isUnreachable(code)) return error
  const { hostname, port, pathname } = new URL(env.databaseUrl)
  const where = `${hostname}:${port || 5432}${pathname}`
  return new Stopped(`The database at ${where} cannot be used (${code}). Check DATABASE_URL and whether it runs.`, 1)
}

/** Whether there is a store to open; on a server there always is. */
export const hasStore = (env: Env) => env.databaseUrl !== null || existsSync(join(env.dataDir, 'store', 'PG_VERSION'))

/** Opens the store, brings it to the newest schema, and closes it after the work. `mayMake` founds one where there is none. */
export const withStore = async <T>(env: Env, mayMake: boolean, work: (store: Store) => Promise<T>): Promise<T> => {
  if (!mayMake && !hasStore(env)) {
    throw new Stopped(`There is no store in ${env.dataDir} yet. Start Baton, import or seed first, or set DATA_DIR.`, 1)
  }
  try {
    const store = await openStore({ databaseUrl: env.databaseUrl, dataDir: env.dataDir })
    try {
      await migrate(store, env.databaseUrl)
      return await work(store)
    } finally {
      await store.close()
    }
  } catch (error) {
    throw explained(error, env)
  }
}
