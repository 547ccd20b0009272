import { eq, sql } from 'drizzle-orm'
import { vi } from 'vitest'
import type { Db } from '../../db/client.ts'
import { lanes, outbox } from '../../db/schema/index.ts'

/** Waits until nothing is left to be sent, and all that was sent is noted. */
export const nothingQueued = (db: Db) =>
  vi.waitFor(
    async () => {
      const left = await db.select({ id: outbox.id }).from(outbox).where(eq(outbox.state, 'queued'))
      if (left.length > 0) throw new Error(`${left.length} messages are still to be sent.`)
    },
    { timeout: 20_000, interval: 20 },
  )

const inFlight = sql`${outbox.state} = 'queued' and exists (
  select from ${lanes} where ${lanes.lane} = ${outbox.lane} and ${lanes.token} = ${outbox.token} and ${lanes.nextAt} > now())`

/** Waits until what a platform took just now is noted, for a moment at most: who hangs or refuses keeps nobody waiting. */
export const takenIsNoted = (db: Db) =>
  vi
    .waitFor(
      async () => {
        const [one] = await db.select({ id: outbox.id }).from(outbox).where(inFlight).limit(1)
        if (one) throw new Error('A message is being sent.')
      },
      { timeout: 2_000, interval: 10 },
    )
    .catch(() => undefined)
