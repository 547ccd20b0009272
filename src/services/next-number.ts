import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'

/** The number of a hand-off that begins in this transaction (domain §1: gaps are allowed). */
export const nextNumber = async (db: Db, tenantId: string) => {
  // The row stays locked until the end: two people who hand off the same lead at once come one after the other.
  const [row] = await rowsOf(
    db,
    sql`update tenants set last_number = last_number + 1 where id = ${tenantId}::uuid returning last_number`,
  )
  return Number(row?.last_number)
}

/** Lets no hand-off begin until the end of this transaction. */
export const holdNumbers = (db: Db, tenantId: string) =>
  rowsOf(db, sql`select 1 from tenants where id = ${tenantId}::uuid for no key update`)
