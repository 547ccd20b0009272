import { eq, sql } from 'drizzle-orm'
import { handoffs } from '../../db/schema/index.ts'
import { queueMessages } from '../../src/services/queue-messages.ts'
import { say } from '../../src/texts/sentence.ts'
import type { Team } from './team.ts'

/** A hand-off of that priority, all of whose own messages have gone out. */
export const handOverAs = async (team: Team, priority: 1 | 2 | 3) => {
  const done = await team.handOver()
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  const { id, number } = await team.handoffOf(done.number)
  await team.ctx.db.update(handoffs).set({ priority }).where(eq(handoffs.id, id))
  await team.ctx.db.execute(sql`update outbox set state = 'sent'`)
  return { id, number }
}

let count = 0
/** Queues something that is told to somebody; gives its key. */
export const tellIn = async ({ ctx }: Team, lane: string, handoffId?: string) => {
  const dedupeKey = `told:${++count}`
  const payload = { kind: 'tell', text: say('word.plain', { text: dedupeKey }), show: null }
  await queueMessages(ctx.db, ctx.tenantId, [{ lane, dedupeKey, payload, ...(handoffId ? { handoffId } : {}) }])
  return dedupeKey
}
