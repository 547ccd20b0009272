import { eq, sql } from 'drizzle-orm'
import { handoffs } from '../../db/schema/index.ts'
import type { Messenger } from '../../src/chat/messenger.ts'
import { createOutbox } from '../../src/jobs/outbox.ts'
import { queueMessages } from '../../src/services/queue-messages.ts'
import { say } from '../../src/texts/sentence.ts'
import { openTeam } from './team.ts'

export const patient = { timeout: 20_000, interval: 20 }

export const keysOf = (messages: { key: string }[]) => messages.map(({ key }) => key)

let count = 0

/** A team of sixteen, what is told to each of them, and the outbox that sends it. */
export const openTold = async () => {
  const team = await openTeam(16)
  const { ctx } = team
  return {
    ...team,
    /** The lane of the direct messages of one of them. */
    directOf: (n: number) => team.idOf(`sdr${n}`),
    /** A hand-off of that priority, all of whose own messages have gone out. */
    handOverAs: async (priority: 1 | 2 | 3) => {
      const done = await team.handOver()
      if (!done.ok) throw new Error(JSON.stringify(done.refusal))
      const { id, number } = await team.handoffOf(done.number)
      await ctx.db.update(handoffs).set({ priority }).where(eq(handoffs.id, id))
      await ctx.db.execute(sql`update outbox set state = 'sent'`)
      return { id, number }
    },
    /** Queues something that is told to somebody; gives its key. */
    tell: async (lane: string, handoffId?: string) => {
      const dedupeKey = `told:${++count}`
      const payload = { kind: 'tell', text: say('word.plain', { text: dedupeKey }), show: null }
      await queueMessages(ctx.db, ctx.tenantId, [{ lane, dedupeKey, payload, ...(handoffId ? { handoffId } : {}) }])
      return dedupeKey
    },
    /** How a message stands, by its key. */
    stateOf: async (key: string) => (await team.queued()).find(({ dedupeKey }) => dedupeKey === key)?.state,
    /** An outbox without chance; a place rests so long after each message, in milliseconds. */
    outboxTo: (messenger: Messenger, { restMs = 0, on = ctx } = {}) =>
      createOutbox(on, messenger, () => undefined, { restMs, random: () => 0.5 }),
  }
}

export type Told = Awaited<ReturnType<typeof openTold>>
