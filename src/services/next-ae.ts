import { readAes } from '../../db/queries/aes.ts'
import type { Person } from '../../db/queries/situation.ts'
import type { Context } from './context.ts'
import type { Situation } from './move.ts'

/**
 * Who the AE is to be: the one named, else who is it already, else the next in turn (product §6). Null when the one named
 * is no AE that is there, or when nobody is.
 */
export const chooseAe = async (ctx: Context, situation: Situation, wanted: string | null): Promise<Person | null> => {
  const aes = await readAes(ctx.db, ctx.tenantId, situation.handoff.queueId, ctx.now())
  if (wanted !== null) {
    const known = aes.find((one) => one.id === wanted)
    return known ?? (situation.ae?.id === wanted ? situation.ae : null)
  }
  return situation.ae ?? aes[0] ?? null
}
