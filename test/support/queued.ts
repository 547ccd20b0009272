import { eq } from 'drizzle-orm'
import { vi } from 'vitest'
import type { Db } from '../../db/client.ts'
import { outbox } from '../../db/schema/index.ts'

/** Waits until nothing is left to be sent, and all that was sent is noted. */
export const nothingQueued = (db: Db) =>
  vi.waitFor(
    async () => {
      const left = await db.select({ id: outbox.id }).from(outbox).where(eq(outbox.state, 'queued'))
      if (left.length > 0) throw new Error(`${left.length} messages are still to be sent.`)
    },
    { timeout: 20_000, interval: 20 },
  )
