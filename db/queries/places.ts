import { and, eq } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { handoffs, places } from '../schema/index.ts'

/** The places where the cards of a queue stand. */
export const readQueuePlaces = async (db: Db, queueId: string): Promise<string[]> =>
  (await db.select({ id: places.id }).from(places).where(eq(places.queueId, queueId))).map((one) => one.id)

/** A place by the platform's own id; null where it was never bound. */
export const readPlaceByExternal = async (db: Db, tenantId: string, platform: Platform, externalId: string) => {
  const [row] = await db
    .select()
    .from(places)
    .where(and(eq(places.tenantId, tenantId), eq(places.platform, platform), eq(places.externalId, externalId)))
  return row ?? null
}

/** The places where the cards of a hand-off's queue stand. */
export const readPlacesOf = async (db: Db, handoffId: string): Promise<string[]> =>
  (
    await db
      .select({ id: places.id })
      .from(places)
      .innerJoin(handoffs, eq(handoffs.queueId, places.queueId))
      .where(eq(handoffs.id, handoffId))
  ).map((one) => one.id)
