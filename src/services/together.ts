import { type Act, makeActsIn } from './act.ts'
import type { Context } from './context.ts'

class Overtaken extends Error {
  override name = 'Overtaken'
}

/** Makes acts on several hand-offs as one, and says whether it did: when any of them has moved on since, none takes effect. */
export const makeTogether = async (ctx: Context, acts: readonly Act[]): Promise<boolean> => {
  try {
    await ctx.db.transaction(async (tx) => {
      const versions = await makeActsIn(tx, acts)
      if (versions.includes(null)) throw new Overtaken()
    })
  } catch (error) {
    if (error instanceof Overtaken) return false
    throw error
  }
  ctx.wake()
  return true
}
