import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { history, members } from '../schema/index.ts'

const asker = alias(members, 'asker')
const asked = alias(members, 'asked')
const reply = alias(history, 'reply')
const replier = alias(members, 'replier')

const isTaken = (line: typeof history | typeof reply) =>
  sql<boolean>`exists (select 1 from history taken where taken.handoff_id = ${line.handoffId} and taken.undoes = ${line.submission})`

const read = async (db: Db, wanted: ReturnType<typeof and>) => {
  const [row] = await db
    .select({
      id: history.id,
      at: history.at,
      askerId: history.actorId,
      asker: asker.name,
      askedId: asked.id,
      asked: asked.name,
      /** Null where the words were erased. */
      question: sql<string | null>`${history.entered}->>'question'`,
      isTakenBack: isTaken(history),
      answeredAt: reply.at,
      answeredBy: replier.name,
      answer: sql<string | null>`${reply.entered}->>'answer'`,
    })
    .from(history)
    .leftJoin(asker, eq(asker.id, history.actorId))
    .leftJoin(asked, sql`${asked.id}::text = ${history.entered}->>'askedOf'`)
    .leftJoin(
      reply,
      and(
        eq(reply.handoffId, history.handoffId),
        eq(reply.verb, 'reply'),
        sql`${reply.entered}->>'replyTo' = ${history.id}::text`,
        sql`not ${isTaken(reply)}`,
      ),
    )
    .leftJoin(replier, eq(replier.id, reply.actorId))
    .where(and(eq(history.verb, 'ask'), wanted))
    .orderBy(desc(history.id))
    .limit(1)
  return row ?? null
}

export type Question = NonNullable<Awaited<ReturnType<typeof read>>>

/** A question by its line of history, with its answer where there is one that stands. */
export const readQuestion = (db: Db, handoffId: string, line: string): Promise<Question | null> =>
  read(db, and(eq(history.handoffId, handoffId), eq(history.id, line)))

/** The newest question to somebody about a hand-off that still waits for its answer. */
export const readOpenQuestion = (db: Db, handoffId: string, memberId: string): Promise<Question | null> =>
  read(
    db,
    and(
      eq(history.handoffId, handoffId),
      sql`${history.entered}->>'askedOf' = ${memberId}`,
      sql`not ${isTaken(history)}`,
      sql`${reply.id} is null`,
    ),
  )
