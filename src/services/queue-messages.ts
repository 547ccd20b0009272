import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { cards, handoffs, lanes, outbox } from '../../db/schema/index.ts'
import type { Told } from './act.ts'

type Message = Told & { handoffId?: string; cardId?: string }

/** How urgent the hand-off is that a message is about; what is about none can wait. */
const priorityOf = ({ handoffId, cardId }: Message) => {
  const ofCard = sql`(select handoff_id from ${cards} where id = ${cardId}::uuid)`
  const id = cardId === undefined ? sql`${handoffId ?? null}` : ofCard
  return sql`coalesce((select priority from ${handoffs} where id = ${id}::uuid), 3)`
}

/** Queues messages for their places, in this order; whoever queued them wakes the outbox. A key that was queued before is left out. */
export const queueMessages = async (db: Db, tenantId: string, messages: readonly Message[]) => {
  if (messages.length === 0) return
  // In one order everywhere, so that no two transactions wait for each other.
  const places = [...new Set(messages.map(({ lane }) => lane))].toSorted()
  await db
    .insert(lanes)
    .values(places.map((lane) => ({ tenantId, lane })))
    .onConflictDoNothing()
  await db
    .insert(outbox)
    .values(messages.map((one) => ({ tenantId, ...one, priority: priorityOf(one) })))
    .onConflictDoNothing()
}

/** Queues copies of cards, each for its place, in this order. */
export const queueCards = (
  { tenantId, newId }: { tenantId: string; newId: () => string },
  db: Db,
  copies: readonly { id: string; placeId: string }[],
) => {
  const time = newId()
  return queueMessages(
    db,
    tenantId,
    copies.map(({ id, placeId }) => ({
      lane: placeId,
      dedupeKey: `card:${id}:${time}`,
      payload: { kind: 'card', card: id },
      cardId: id,
    })),
  )
}
