import { schedule } from 'node-cron'
import type { Context } from '../services/context.ts'
import { firePrompts } from '../services/prompts.ts'

/** Often enough that the question stands there within a minute after the meeting (product §6). */
const every = '*/15 * * * * *'

/** Asks how meetings went that have ended. */
export const startPrompts = (ctx: Context, record: (job: string, done: number, error?: unknown) => void) =>
  schedule(
    every,
    async () => {
      try {
        const asked = await firePrompts(ctx)
        if (asked > 0) record('prompts', asked)
      } catch (error) {
        record('prompts', 0, error)
      }
    },
    { noOverlap: true },
  )
