import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Watch, watches } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { handoffs, leads, members, queues, timers } from '../schema/index.ts'

const offered = alias(members, 'offered')
const owner = alias(members, 'owner')
const ae = alias(members, 'ae')
const backup = alias(queues, 'backup')

const person = (table: typeof owner | typeof ae | typeof offered) => ({
  id: table.id,
  name: table.name,
  zone: table.zone,
  hours: table.hours,
  p1Always: table.p1Always,
  isActive: table.isActive,
})

const isDue = (tenantId: string, at: Date) =>
  and(
    eq(timers.tenantId, tenantId),
    inArray(timers.clock, [...watches]),
    isNull(timers.stoppedAt),
    isNull(timers.firedAt),
    isNull(timers.pausedAt),
    lte(timers.nextAt, at),
  )

/**
 * Holds up to `limit` hand-offs of which a clock has something to do by now, and gives those clocks. Hand-offs that an
 * act or another process works on are left for the next time; they are locked as acts lock them, in the order of their ids.
 */
export const holdDueClocks = async (tx: Db, tenantId: string, at: Date, limit: number) => {
  const due = tx
    .select({ id: timers.handoffId })
    .from(timers)
    .where(isDue(tenantId, at))
    .orderBy(asc(timers.nextAt))
    .limit(limit)
  const held = await rowsOf(
    tx,
    sql`select id from ${handoffs} where id = any (array(${due})) order by id for no key update skip locked`,
  )
  if (held.length === 0) return []
  const ids = held.map(({ id }) => String(id))
  const rows = await tx
    .select({
      id: timers.id,
      clock: timers.clock,
      startedAt: timers.startedAt,
      dueAt: timers.dueAt,
      doneTo: timers.doneTo,
      breachedAt: timers.breachedAt,
      handoff: {
        id: handoffs.id,
        number: handoffs.number,
        stage: handoffs.stage,
        priority: handoffs.priority,
        queueId: handoffs.queueId,
      },
      isErased: sql<boolean>`${leads.erasedAt} is not null`,
      queue: { id: queues.id, calendar: queues.calendar, title: queues.title, mode: queues.mode },
      backup: { id: backup.id, title: backup.title },
      offered: person(offered),
      owner: person(owner),
      ae: person(ae),
    })
    .from(timers)
    .innerJoin(handoffs, eq(handoffs.id, timers.handoffId))
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(backup, and(eq(backup.tenantId, handoffs.tenantId), eq(backup.key, queues.backup)))
    .leftJoin(offered, eq(offered.id, handoffs.offeredTo))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .leftJoin(ae, eq(ae.id, handoffs.aeId))
    .where(and(isDue(tenantId, at), inArray(timers.handoffId, ids)))
    .orderBy(asc(timers.nextAt), asc(timers.id))
  return rows.map((row) => ({ ...row, clock: row.clock as Watch }))
}

export type DueClock = Awaited<ReturnType<typeof holdDueClocks>>[number]
