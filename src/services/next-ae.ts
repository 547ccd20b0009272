import { readAes, readAllAes } from '../../db/queries/aes.ts'
import type { Person } from '../../db/queries/situation.ts'
import type { Context } from './context.ts'
import type { Situation } from './move.ts'

/**
 * Who the AE is to be: the one named, else who is it already, else the next in turn (product §6). Null when the one named
 * is no AE that is there, or when nobody is.
 */
export const chooseAe = async (ctx: Context, situation: Situation, wanted: string | null): Promise<Person | null> => {
  if (wanted !== null && wanted === situation.ae?.id) return situation.ae
  const { queueId } = situation.handoff
  if (wanted !== null) {
    const known = await readAllAes(ctx.db, ctx.tenantId, queueId, ctx.now())
    return known.find((one) => one.id === wanted) ?? null
  }
  return situation.ae ?? (await readAes(ctx.db, ctx.tenantId, queueId, ctx.now()))[0] ?? null
}
