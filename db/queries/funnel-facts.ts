import { and, asc, eq, exists, gt, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { FunnelFact } from '../../src/domain/metrics.ts'
import { clocks } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { handoffs, leads, members, queues, timers } from '../schema/index.ts'

const pageSize = 1_000

const stageTimes = [
  handoffs.mqlAt,
  handoffs.salAt,
  handoffs.sqlAt,
  handoffs.sqoAt,
  handoffs.wonAt,
  handoffs.lostAt,
  handoffs.nurtureAt,
  handoffs.disqualifiedAt,
]

/** Whether anything of a hand-off counts in [from, to): a stage that it reached, or a clock that was due. */
const countsIn = (db: Db, from: Date, to: Date): SQL | undefined =>
  or(
    ...stageTimes.map((at) => and(gte(at, from), lt(at, to))),
    exists(
      db
        .select({ id: timers.id })
        .from(timers)
        .where(and(eq(timers.handoffId, handoffs.id), gte(timers.dueAt, from), lt(timers.dueAt, to))),
    ),
  )

const readPage = (db: Db, where: SQL | undefined) => {
  const [owner, ae] = [alias(members, 'owner'), alias(members, 'ae')]
  return db
    .select({
      id: handoffs.id,
      number: handoffs.number,
      source: handoffs.source,
      queue: queues.key,
      owner: owner.email,
      ae: ae.email,
      campaign: handoffs.campaign,
      employees: leads.employees,
      priority: handoffs.priority,
      stage: handoffs.stage,
      mql: handoffs.mqlAt,
      sal: handoffs.salAt,
      sql: handoffs.sqlAt,
      sqo: handoffs.sqoAt,
      won: handoffs.wonAt,
      lost: handoffs.lostAt,
      nurture: handoffs.nurtureAt,
      disqualified: handoffs.disqualifiedAt,
      reason: handoffs.reason,
      override: handoffs.override,
      returns: handoffs.returns,
      amountMinor: handoffs.amountMinor,
      currency: handoffs.currency,
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .leftJoin(ae, eq(ae.id, handoffs.aeId))
    .where(where)
    .orderBy(asc(handoffs.number))
    .limit(pageSize)
}

type PageRow = Awaited<ReturnType<typeof readPage>>[number]

const factOf = (row: PageRow, around: FunnelFact['clocks']): FunnelFact => {
  const { id: _, number: __, mql, sal, sql, sqo, won, lost, nurture, disqualified, override, ...same } = row
  const times = Object.entries({ mql, sal, sql, sqo, won, lost, nurture, disqualified })
  const reached = Object.fromEntries(times.flatMap(([stage, at]) => (at === null ? [] : [[stage, at.getTime()]])))
  return { ...same, reached, override: override !== null, clocks: around }
}

const readClocks = async (db: Db, ids: string[]) => {
  const rows = await db
    .select({ id: timers.handoffId, clock: timers.clock, dueAt: timers.dueAt, stoppedAt: timers.stoppedAt })
    .from(timers)
    .where(and(inArray(timers.handoffId, ids), inArray(timers.clock, [...clocks])))
  return Map.groupBy(rows, ({ id }) => id)
}

/**
 * What the funnel of [from, to) needs to know, page by page: the hand-offs of which anything lies in that time. For the
 * biggest leak it begins 208 days before the moment of the report (domain §10).
 */
export async function* funnelFacts(
  db: Db,
  tenantId: string,
  period: { from: Date; to: Date },
): AsyncGenerator<FunnelFact> {
  const counts = countsIn(db, period.from, period.to)
  let last = 0
  for (;;) {
    const rows = await readPage(db, and(eq(handoffs.tenantId, tenantId), gt(handoffs.number, last), counts))
    const end = rows.at(-1)
    if (!end) return
    last = end.number
    const around = await readClocks(
      db,
      rows.map(({ id }) => id),
    )
    for (const row of rows) {
      const of = around.get(row.id) ?? []
      const due = of.map(({ clock, dueAt, stoppedAt }) => ({
        clock,
        due: dueAt.getTime(),
        stoppedAt: stoppedAt?.getTime() ?? null,
      }))
      yield factOf(row, due)
    }
    if (rows.length < pageSize) return
  }
}
