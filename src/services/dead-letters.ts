import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { type DeadLetter, readLetter, readLetterCards } from '../../db/queries/dead-letters.ts'
import { readAdmins, readQueuePeople } from '../../db/queries/queue-people.ts'
import { deadLetters, handoffs, outbox } from '../../db/schema/index.ts'
import type { Context } from './context.ts'
import type { Queued } from './outbox.ts'
import { queueMessages } from './queue-messages.ts'

/** Why a message was given up, with the platform's own words where it said any. */
type Death = Pick<typeof deadLetters.$inferInsert, 'why' | 'said'>

type Known = Pick<Context, 'tenantId' | 'now' | 'newId'>

/** The managers of the queue that the hand-off is in; the admins where there is none. */
const mendersOf = async (tx: Db, tenantId: string, handoffId: string | null): Promise<string[]> => {
  const [found] =
    handoffId === null
      ? []
      : await tx.select({ queueId: handoffs.queueId }).from(handoffs).where(eq(handoffs.id, handoffId))
  const managers = found?.queueId ? await readQueuePeople(tx, found.queueId, 'manager') : []
  return managers.length > 0 ? managers.map(({ id }) => id) : readAdmins(tx, tenantId)
}

/** A card that cannot be drawn anew fails at each act again; it is told of once, until somebody has it tried again. */
const isKnown = async (tx: Db, message: Queued): Promise<boolean> => {
  if (message.payload.kind !== 'card') return false
  const [known] = await tx
    .select({ id: deadLetters.id })
    .from(deadLetters)
    .innerJoin(outbox, eq(outbox.id, deadLetters.outboxId))
    .where(
      and(
        eq(outbox.lane, message.lane),
        sql`${outbox.payload}->>'card' = ${String(message.payload.card)}`,
        or(isNull(deadLetters.settled), eq(deadLetters.settled, 'dropped')),
      ),
    )
    .limit(1)
  return known !== undefined
}

/**
 * Notes why a message was given up, and tells who can do something about it. Of whom nobody reaches in chat `doctor`
 * tells by name, and a card about a card would never end: of both nothing more is said.
 */
export const noteDeath = async (ctx: Known, tx: Db, message: Queued, { why, said }: Death) => {
  if (message.payload.kind === 'letter') return
  const { tenantId } = ctx
  const isTold = why !== 'absent' && !(await isKnown(tx, message))
  const [id, at] = [ctx.newId(), ctx.now()]
  await tx.insert(deadLetters).values({ id, tenantId, outboxId: message.id, why, said, attempts: message.attempts, at })
  if (!isTold) return
  const menders = await mendersOf(tx, tenantId, message.handoffId)
  const about = message.handoffId === null ? {} : { handoffId: message.handoffId }
  const cards = menders
    .filter((lane) => lane !== message.lane)
    .map((lane) => ({ lane, dedupeKey: `letter:${id}:${lane}`, payload: { kind: 'letter', letter: id }, ...about }))
  await queueMessages(tx, tenantId, cards)
}

const redraw = async (tx: Db, tenantId: string, letterIds: string[]) => {
  const cards = await readLetterCards(tx, tenantId, letterIds)
  const messages = cards.map(({ lane, letter }) => ({
    lane,
    dedupeKey: `letter:${letter}:${lane}:settled`,
    payload: { kind: 'letter', letter, isRedraw: true },
  }))
  await queueMessages(tx, tenantId, messages)
}

export type Settled = 'retried' | 'dropped'

/**
 * Has messages that were given up tried again, in the place in their lanes that they had, or dropped; says which of them
 * it did that to. Whoever comes second changes nothing. `by` is null from the command line.
 */
export const settleDead = async (
  ctx: Known & { db: Db },
  outboxIds: number[],
  settled: Settled,
  by: string | null,
): Promise<number[]> => {
  if (outboxIds.length === 0) return []
  const { tenantId } = ctx
  return ctx.db.transaction(async (tx) => {
    const isMeant = and(eq(outbox.tenantId, tenantId), inArray(outbox.id, outboxIds), eq(outbox.state, 'dead'))
    // One attempt stays counted: its answer may have been lost, so the platform is asked for the message first.
    const set =
      settled === 'retried'
        ? { state: 'queued' as const, attempts: 1, error: null, token: null, sentAt: null, queuedAt: sql`now()` }
        : { state: 'dropped' as const }
    const done = (await tx.update(outbox).set(set).where(isMeant).returning({ id: outbox.id })).map(({ id }) => id)
    const letters = await tx
      .update(deadLetters)
      .set({ settled, settledAt: ctx.now(), settledBy: by })
      .where(and(inArray(deadLetters.outboxId, done), isNull(deadLetters.settled)))
      .returning({ id: deadLetters.id })
    if (letters.length > 0)
      await redraw(
        tx,
        tenantId,
        letters.map(({ id }) => id),
      )
    return done
  })
}

/** The same by the button of a card: the message as it is then; null where it was forgotten meanwhile. */
export const settleLetter = async (
  ctx: Context,
  id: string,
  settled: Settled,
  by: string,
): Promise<DeadLetter | null> => {
  const before = await readLetter(ctx.db, ctx.tenantId, id)
  if (before === null || before.letter?.settled) return before
  if ((await settleDead(ctx, [before.outboxId], settled, by)).length > 0) ctx.wake()
  return readLetter(ctx.db, ctx.tenantId, id)
}
