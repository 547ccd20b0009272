import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import type { Context } from './context.ts'

/** A store that does not say it in this time is not waited for: words that come twice are better than none. */
const patienceMs = 1_000

const claim = async (ctx: Context, key: string) => {
  const rows = await rowsOf(
    ctx.db,
    sql`insert into idempotency_keys (tenant_id, key, answer, at)
      values (${ctx.tenantId}::uuid, ${`${key}:answer`}, '{}'::jsonb, ${ctx.now().toISOString()}::timestamptz)
      on conflict do nothing returning key`,
  )
  return rows.length > 0
}

/** Whether this process is the first to answer a request that may come again, to any process on the same store. */
export const isFirstToAnswer = async (ctx: Context, key: string): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(true), patienceMs)
  })
  try {
    return await Promise.race([claim(ctx, key).catch(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
