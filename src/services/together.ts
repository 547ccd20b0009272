import type { Db } from '../../db/client.ts'
import { type Act, makeActsIn } from './act.ts'
import type { Context } from './context.ts'

class Overtaken extends Error {
  override name = 'Overtaken'
}

/**
 * Makes acts on several hand-offs as one, and says whether it did: when any of them has moved on since, none takes effect.
 * `beside` changes what no act knows, in the same transaction.
 */
export const makeTogether = async (
  ctx: Context,
  acts: readonly Act[],
  beside: (db: Db) => Promise<unknown> = async () => undefined,
): Promise<boolean> => {
  try {
    await ctx.db.transaction(async (tx) => {
      const db = tx as unknown as Db
      const versions = await makeActsIn(db, acts)
      if (versions.includes(null)) throw new Overtaken()
      await beside(db)
    })
  } catch (error) {
    if (error instanceof Overtaken) return false
    throw error
  }
  ctx.wake()
  return true
}
