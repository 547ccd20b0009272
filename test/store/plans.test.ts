import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../../db/rows.ts'
import { claimMessages } from '../../src/services/outbox.ts'
import { openTeam, type Team } from '../support/team.ts'

/** So often is enough for a statement to be planned once and for all. */
const untilPlanned = 12

let team: Team
beforeAll(async () => {
  team = await openTeam(1)
})
afterAll(() => team.close())

/** How many rows of the outbox its indexes were read for, so far. */
const read = async (): Promise<number> => {
  await team.ctx.db.execute(sql`select pg_stat_force_next_flush()`)
  const [row] = await rowsOf(
    team.ctx.db,
    sql`select sum(idx_tup_read)::int as read from pg_stat_user_indexes where relname = 'outbox'`,
  )
  return Number(row?.read)
}

it('planned while nothing waits, the outbox still takes the oldest of a lane by the index when 5,000 wait', async () => {
  const { tenantId, db } = team.ctx
  await db.execute(sql`insert into outbox (tenant_id, lane, dedupe_key, payload, state, sent_at)
    select ${tenantId}::uuid, 'gone', 'gone:' || n, '{}', 'sent', now() from generate_series(1, 1000) n`)
  // A server does so by itself, and knows from then on that nothing waits.
  await db.execute(sql.raw('analyze'))
  const claim = () => claimMessages(team.ctx, team.ctx.newId(), 10)
  for (let nth = 0; nth < untilPlanned; nth++) await claim()

  const [free, resting] = ['sdr0', 'felix'].map((who) => team.idOf(who))
  await db.execute(sql`insert into lanes (tenant_id, lane, next_at)
    values (${tenantId}::uuid, ${free}, now()), (${tenantId}::uuid, ${resting}, now() + interval '1 hour')`)
  await db.execute(sql`insert into outbox (tenant_id, lane, dedupe_key, payload)
    select ${tenantId}::uuid, case when n % 2 = 0 then ${free} else ${resting} end, 'many:' || n, '{}' from generate_series(1, 5000) n`)
  const before = await read()
  expect(await claim()).toHaveLength(1)
  expect((await read()) - before).toBeLessThan(20)
})
