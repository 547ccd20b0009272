import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { handoffs, members, queuePeople, queues } from '../schema/index.ts'

const untouched = sql<number>`(select count(*) from ${handoffs} h where h.owner_id = ${members.id} and h.stage = 'SAL' and h.touched_at is null)`

/** The active members of a queue in their order, with what decides whose turn it is (domain §5). */
export const readRotation = (db: Db, queueId: string) =>
  db
    .select({
      id: members.id,
      name: members.name,
      zone: members.zone,
      hours: members.hours,
      cap: members.cap,
      capPerDay: members.capPerDay,
      awayUntil: members.awayUntil,
      offeredAt: members.offeredAt,
      untouched: untouched.mapWith(Number),
    })
    .from(queuePeople)
    .innerJoin(members, eq(members.id, queuePeople.memberId))
    .where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.part, 'member'), eq(members.isActive, true)))
    .orderBy(asc(queuePeople.position))

/** How many hand-offs each of these members was offered in turn or accepted since their own midnight, each of them once. */
export const readToday = async (db: Db, since: readonly { id: string; since: Date }[]) => {
  if (since.length === 0) return new Map<string, number>()
  const rows = await rowsOf(
    db,
    sql`select m.id, count(distinct had.handoff_id)::int as count
      from jsonb_to_recordset(${JSON.stringify(since)}::jsonb) m(id uuid, since timestamptz), lateral (
        select l.handoff_id from history l where l.actor_id = m.id and l.verb = 'accept' and l.at >= m.since
          and not exists (select 1 from history u where u.handoff_id = l.handoff_id and u.undoes = l.submission)
        union all
        -- What was posted before was offered before, so that the index bounds what is read.
        select l.handoff_id from cards c join history l on l.handoff_id = c.handoff_id and c.card = 'offer:' || l.id
          where c.place_id = m.id and c.card like 'offer:%' and coalesce(c.posted_at, 'infinity') >= m.since and l.at >= m.since
      ) had group by m.id`,
  )
  return new Map(rows.map(({ id, count }) => [String(id), Number(count)]))
}

const isUnoffered = sql.raw("h.stage = 'MQL' and h.offered_to is null and not h.is_imported")

/** The queues in rotation where something waits that is offered to nobody. */
export const readQueuesThatWait = (db: Db, tenantId: string) => {
  const waits = sql`exists (select 1 from handoffs h where h.tenant_id = ${tenantId}::uuid and h.queue_id = ${queues.id} and ${isUnoffered})`
  return db
    .select()
    .from(queues)
    .where(and(eq(queues.tenantId, tenantId), eq(queues.mode, 'rotate'), waits))
}

/**
 * What waits in a queue and is offered to nobody, the most urgent first, with who gave it back; but not what only its giver
 * could be offered of these people. What an import brought waits without a word.
 */
export const readUnoffered = async (
  db: Db,
  tenantId: string,
  { queueId, to, atMost }: { queueId: string; to: readonly string[]; atMost: number },
) => {
  const givenBackBy = sql`(select l.replaced->>'ownerId' from history l
    where l.handoff_id = h.id and l.verb = 'release' and l.at = h.stage_at order by l.id desc limit 1)`
  const rows = await rowsOf(
    db,
    sql`select h.id, g.given_back_by from handoffs h join leads l on l.id = h.lead_id, lateral (select ${givenBackBy} as given_back_by) g
      where h.tenant_id = ${tenantId}::uuid and h.queue_id = ${queueId}::uuid and ${isUnoffered} and l.erased_at is null
        and exists (select 1 from jsonb_array_elements_text(${JSON.stringify(to)}::jsonb) p where p is distinct from g.given_back_by)
      order by h.priority, h.number limit ${atMost}`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    givenBackBy: typeof row.given_back_by === 'string' ? row.given_back_by : null,
  }))
}
