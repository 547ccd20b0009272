import type { SQL } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Rows of a statement written by hand: the two drivers answer in different shapes. */
export const rowsOf = async (db: Db, query: SQL): Promise<Record<string, unknown>[]> => {
  const result: unknown = await db.execute(query)
  if (Array.isArray(result)) return result
  if (typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows))
    return result.rows
  return []
}
