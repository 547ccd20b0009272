import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import type { Context } from './context.ts'

type Known = Pick<Context, 'db' | 'tenantId'>

/** For how many milliseconds a platform still takes no call of a method, by what it told any process; 0 where it takes them. */
export const methodPause = async ({ db, tenantId }: Known, method: string): Promise<number> => {
  const [row] = await rowsOf(
    db,
    sql`select (extract(epoch from until - now()) * 1000)::float8 as ms from method_pauses
      where tenant_id = ${tenantId}::uuid and method = ${method} and until > now()`,
  )
  return Math.ceil(Number(row?.ms ?? 0))
}

/** Notes that a platform takes no call of a method for so many milliseconds; a longer pause that is known stays. */
export const pauseMethod = ({ db, tenantId }: Known, method: string, ms: number) =>
  rowsOf(
    db,
    sql`insert into method_pauses (tenant_id, method, until)
      values (${tenantId}::uuid, ${method}, now() + ${Math.ceil(ms)}::int * interval '1 millisecond')
      on conflict (tenant_id, method) do update set until = greatest(method_pauses.until, excluded.until)`,
  )
