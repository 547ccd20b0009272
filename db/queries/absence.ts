import { and, asc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { clocksOfAe, type Watch, watches } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { handoffs, members, queues, timers } from '../schema/index.ts'

const owner = alias(members, 'owner')
const ae = alias(members, 'ae')

const ofAe = inArray(timers.clock, [...clocksOfAe])

/** A clock that counts for this member: the AE's, else the owner's; the time to accept is nobody's alone (domain §6). */
const countsFor = (memberId: string): SQL =>
  sql`case when ${ofAe} then ${handoffs.aeId} when ${timers.clock} = 'accept' then null else ${handoffs.ownerId} end = ${memberId}::uuid`

/** Holds all that a member is offered or has, in the order of the ids, as acts hold hand-offs. */
export const holdOpenOf = (tx: Db, tenantId: string, memberId: string) =>
  tx
    .select({ id: handoffs.id })
    .from(handoffs)
    .where(
      and(
        eq(handoffs.tenantId, tenantId),
        inArray(handoffs.stage, ['MQL', 'SAL', 'SQL', 'SQO']),
        or(eq(handoffs.offeredTo, memberId), eq(handoffs.ownerId, memberId), eq(handoffs.aeId, memberId)),
      ),
    )
    .orderBy(asc(handoffs.id))
    .for('no key update')

/** The clocks that count for a member whose hand-offs are held. */
export const readClocksOf = async (tx: Db, tenantId: string, memberId: string, state: 'running' | 'paused') => {
  const rows = await tx
    .select({
      id: timers.id,
      clock: timers.clock,
      startedAt: timers.startedAt,
      dueAt: timers.dueAt,
      pausedAt: timers.pausedAt,
      handoffId: handoffs.id,
      queueId: handoffs.queueId,
      queue: { calendar: queues.calendar },
      owner: { zone: owner.zone, hours: owner.hours },
      ae: { zone: ae.zone, hours: ae.hours },
    })
    .from(timers)
    .innerJoin(handoffs, eq(handoffs.id, timers.handoffId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .leftJoin(ae, eq(ae.id, handoffs.aeId))
    .where(
      and(
        eq(handoffs.tenantId, tenantId),
        countsFor(memberId),
        inArray(timers.clock, [...watches]),
        isNull(timers.stoppedAt),
        state === 'paused' ? isNotNull(timers.pausedAt) : isNull(timers.pausedAt),
      ),
    )
  return rows.map((row) => ({ ...row, clock: row.clock as Watch }))
}

/** Who was away until a moment that has come. */
export const readReturned = (db: Db, tenantId: string, at: Date) =>
  db
    .select({ id: members.id, awayUntil: members.awayUntil })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), lte(members.awayUntil, at)))
