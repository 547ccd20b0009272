import { and, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { Stage } from '../../src/domain/stages.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { handoffs, leads, members, outbox } from '../schema/index.ts'

/** Who is there and has handed something off, with their hours. */
export const readSubmitters = (db: Db, tenantId: string) =>
  db
    .select({ id: members.id, zone: members.zone, hours: members.hours })
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenantId),
        eq(members.isActive, true),
        sql`exists (select 1 from handoffs h where h.submitter_id = ${members.id})`,
      ),
    )

/** Which of these messages were queued before. */
export const readQueued = async (db: Db, tenantId: string, keys: string[]): Promise<Set<string>> => {
  const rows = await db
    .select({ key: outbox.dedupeKey })
    .from(outbox)
    .where(and(eq(outbox.tenantId, tenantId), inArray(outbox.dedupeKey, keys)))
  return new Set(rows.map(({ key }) => key))
}

/** What came back from sales: to ripen, or for good. */
const back = ['NURTURE', 'DISQUALIFIED'] as const satisfies readonly Stage[]
const isBack = sql`stage in ('NURTURE', 'DISQUALIFIED')`

/** What became of what one person handed off. */
export type WeekFacts = {
  /** Handed off since the day, and how far those came. */
  count: number
  accepted: number
  sqo: number
  won: number
  back: number
  /** Why the most of them came back. */
  most: { stage: Stage; reason: string } | null
  /** How many moved in the week, and how many of these were handed off before the day. */
  moved: number
  earlier: number
}

/** Reads what became of what somebody handed off since a moment, and what of it moved since another. */
export const readWeek = async (db: Db, memberId: string, since: Date, week: Date): Promise<WeekFacts> => {
  const from = sql`${since.toISOString()}::timestamptz`
  const isOwn = sql`submitter_id = ${memberId}::uuid and mql_at is not null and stage <> 'MERGED'`
  const hasMoved = sql`stage_at >= ${week.toISOString()}::timestamptz and (stage <> 'MQL' or stage_at > mql_at)`
  const [row] = await rowsOf(
    db,
    sql`select count(*) filter (where mql_at >= ${from})::int as count,
      count(*) filter (where mql_at >= ${from} and sal_at is not null)::int as accepted,
      count(*) filter (where mql_at >= ${from} and sqo_at is not null)::int as sqo,
      count(*) filter (where mql_at >= ${from} and won_at is not null)::int as won,
      count(*) filter (where mql_at >= ${from} and ${isBack})::int as back,
      count(*) filter (where ${hasMoved})::int as moved,
      count(*) filter (where ${hasMoved} and mql_at < ${from})::int as earlier
      from handoffs where ${isOwn}`,
  )
  const [most] = await db
    .select({ stage: handoffs.stage, reason: sql<string>`${handoffs.reason}` })
    .from(handoffs)
    .where(sql`${isOwn} and mql_at >= ${from} and ${isBack} and reason is not null`)
    .groupBy(handoffs.stage, handoffs.reason)
    .orderBy(sql`count(*) desc, max(stage_at) desc`)
    .limit(1)
  const count = (name: string) => Number(row?.[name] ?? 0)
  return {
    ...{
      count: count('count'),
      accepted: count('accepted'),
      sqo: count('sqo'),
      won: count('won'),
      back: count('back'),
    },
    ...{ moved: count('moved'), earlier: count('earlier'), most: most ?? null },
  }
}

/** What somebody handed off since a moment and what came back, the newest first. */
export const readCameBack = (db: Db, memberId: string, since: Date, limit: number) =>
  db
    .select({
      number: handoffs.number,
      stage: handoffs.stage,
      reason: handoffs.reason,
      returnsOn: handoffs.returnsOn,
      name: leads.name,
      company: leads.company,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .where(
      and(
        eq(handoffs.submitterId, memberId),
        gte(handoffs.mqlAt, since),
        inArray(handoffs.stage, [...back]),
        isNull(leads.erasedAt),
      ),
    )
    .orderBy(desc(handoffs.stageAt), desc(handoffs.number))
    .limit(limit)

export type CameBack = Awaited<ReturnType<typeof readCameBack>>[number]
