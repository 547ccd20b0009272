import { fileURLToPath } from 'node:url'
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as migrateServer } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { Store } from './client.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
const migrationLock = 7_425_001

/** Brings the store to the newest schema; several processes may start at once, one of them does it. */
export const migrate = async (store: Store, databaseUrl: string | null) => {
  if (store.kind === 'embedded') {
    await migrateEmbedded(store.db as unknown as Parameters<typeof migrateEmbedded>[0], { migrationsFolder })
    return
  }
  // One connection of its own: an advisory lock belongs to the session that took it.
  const sql = postgres(databaseUrl ?? '', { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await migrateServer(drizzle(sql), { migrationsFolder })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
