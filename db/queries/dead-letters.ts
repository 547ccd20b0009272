import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { deadLetters, handoffs, leads, members, outbox, places, queues } from '../schema/index.ts'

const settler = alias(members, 'settler')

const fields = {
  /** The message itself, by the number that `baton outbox` shows. */
  outboxId: outbox.id,
  kind: sql<string>`${outbox.payload}->>'kind'`,
  state: outbox.state,
  lostAt: outbox.sentAt,
  letter: deadLetters,
  handoff: { number: handoffs.number, queueId: handoffs.queueId },
  lead: { name: leads.name, company: leads.company },
  /** Where it was to arrive: somebody's direct messages, or a channel with what is bound to it. */
  to: { member: members.name, queue: queues.title, alerts: places.alerts, platform: places.platform },
  settledBy: settler.name,
}

const select = (db: Db) =>
  db
    .select(fields)
    .from(outbox)
    .leftJoin(deadLetters, eq(deadLetters.outboxId, outbox.id))
    .leftJoin(handoffs, eq(handoffs.id, outbox.handoffId))
    .leftJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(places, eq(sql`${places.id}::text`, outbox.lane))
    .leftJoin(members, eq(members.id, places.memberId))
    .leftJoin(queues, eq(queues.id, places.queueId))
    .leftJoin(settler, eq(settler.id, deadLetters.settledBy))

export type DeadLetter = Awaited<ReturnType<typeof select>>[number]

/** A message that was given up, by the id of its letter; null where it was forgotten. */
export const readLetter = async (db: Db, tenantId: string, id: string): Promise<DeadLetter | null> => {
  const [row] = await select(db).where(and(eq(outbox.tenantId, tenantId), eq(deadLetters.id, id)))
  return row ?? null
}

/** What was given up and waits for somebody to decide, each with its newest letter, the oldest first. */
export const readDead = async (db: Db, tenantId: string): Promise<DeadLetter[]> => {
  const rows = await select(db)
    .where(and(eq(outbox.tenantId, tenantId), eq(outbox.state, 'dead')))
    .orderBy(asc(outbox.id), desc(deadLetters.id))
  return [...new Map(rows.toReversed().map((row) => [row.outboxId, row])).values()].toReversed()
}

/** The platform's id of the card about a letter in each lane where it stands. */
export const readLetterCards = (db: Db, tenantId: string, letterIds: readonly string[]) =>
  db
    .select({ lane: outbox.lane, externalId: outbox.externalId, letter: sql<string>`${outbox.payload}->>'letter'` })
    .from(outbox)
    .where(
      and(
        eq(outbox.tenantId, tenantId),
        inArray(sql`${outbox.payload}->>'letter'`, [...letterIds]),
        isNotNull(outbox.externalId),
      ),
    )
