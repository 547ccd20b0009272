import { and, asc, count, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import journal from '../migrations/meta/_journal.json' with { type: 'json' }
import { rowsOf } from '../rows.ts'
import { handoffs, identities, members, outbox, places, queuePeople, queues, schedules } from '../schema/index.ts'

/** What the store holds, what is still to be sent, and how many steps its schema lacks. */
export const readStoreHealth = async (db: Db, tenantId: string) => {
  const [held] = await db.select({ n: count() }).from(handoffs).where(eq(handoffs.tenantId, tenantId))
  const waiting = await db
    .select({ state: outbox.state, n: count() })
    .from(outbox)
    .where(and(eq(outbox.tenantId, tenantId), sql`(${outbox.state} = 'queued' or ${outbox.state} = 'dead')`))
    .groupBy(outbox.state)
  const [steps] = await rowsOf(db, sql`select count(*)::int as n from drizzle.__drizzle_migrations`)
  const ofState = (state: string) => waiting.find((one) => one.state === state)?.n ?? 0
  return {
    handoffs: held?.n ?? 0,
    queued: ofState('queued'),
    dead: ofState('dead'),
    stepsMissing: journal.entries.length - Number(steps?.n ?? 0),
  }
}

/** The channels that something is bound to or that digests come to, with the queue where it is one, and what the digests ask. */
export const readBoundChannels = (db: Db, tenantId: string) =>
  db
    .select({
      place: places,
      queueKey: queues.key,
      queueTitle: queues.title,
      digests: sql<
        string[]
      >`coalesce(json_agg(${schedules.question} order by ${schedules.nextAt}, ${schedules.id}) filter (where ${schedules.id} is not null), '[]')`,
    })
    .from(places)
    .leftJoin(queues, eq(queues.id, places.queueId))
    .leftJoin(schedules, and(eq(schedules.placeId, places.id), eq(schedules.isPaused, false)))
    .where(
      and(
        eq(places.tenantId, tenantId),
        eq(places.kind, 'channel'),
        or(isNotNull(places.queueId), isNotNull(places.alerts), isNotNull(schedules.id)),
      ),
    )
    .groupBy(places.id, queues.id)
    .orderBy(asc(places.createdAt), asc(places.id))

/** Each queue with the number of its active members. */
export const readStaffing = (db: Db, tenantId: string) =>
  db
    .select({ key: queues.key, title: queues.title, id: queues.id, members: count(members.id) })
    .from(queues)
    .leftJoin(queuePeople, and(eq(queuePeople.queueId, queues.id), eq(queuePeople.part, 'member')))
    .leftJoin(members, and(eq(members.id, queuePeople.memberId), eq(members.isActive, true)))
    .where(eq(queues.tenantId, tenantId))
    .groupBy(queues.id)
    .orderBy(asc(queues.title))

/** Active members who take part and were never joined to a platform, by name. */
export const readUnjoined = (db: Db, tenantId: string) =>
  db
    .select({ name: members.name, email: members.email })
    .from(members)
    .leftJoin(identities, eq(identities.memberId, members.id))
    .where(
      and(
        eq(members.tenantId, tenantId),
        eq(members.isActive, true),
        isNull(identities.id),
        sql`${members.roles} <> '[]'::jsonb`,
      ),
    )
    .orderBy(asc(members.name))
