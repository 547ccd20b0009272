import { and, eq, or, sql } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { prepared } from '../prepared.ts'
import { cards, members, places } from '../schema/index.ts'

const place = {
  placeId: places.id,
  externalId: places.externalId,
  memberId: places.memberId,
  platform: places.platform,
  queueId: places.queueId,
  sharedAllowedBy: places.sharedAllowedBy,
  /** Whether the member whose direct messages these are is still one; null for a channel. */
  isActive: members.isActive,
  language: members.language,
  zone: members.zone,
}

/** Ids rise with time. What an AE is asked anew is a copy of its own, and the question before it is settled by that. */
const isLatest = sql<boolean>`not exists (select 1 from cards later where later.handoff_id = ${cards.handoffId}
  and later.place_id = ${cards.placeId} and later.id > ${cards.id}
  and split_part(later.card, ':', 1) = split_part(${cards.card}, ':', 1))`

const copyOf = prepared((db) =>
  db
    .select({ card: cards, place, isLatest })
    .from(cards)
    .innerJoin(places, eq(places.id, cards.placeId))
    .leftJoin(members, eq(members.id, places.memberId))
    .where(eq(cards.id, sql.placeholder('id')))
    .prepare('card_copy'),
)

/** A copy of a card with the place it stands in; null when there is none any more. */
export const readCardCopy = async (db: Db, id: string) => (await copyOf(db).execute({ id }))[0] ?? null

const placeOf = prepared((db) =>
  db
    .select(place)
    .from(places)
    .leftJoin(members, eq(members.id, places.memberId))
    .where(eq(places.id, sql.placeholder('id')))
    .prepare('place'),
)

/** A place by its id. */
export const readPlace = async (db: Db, id: string) => (await placeOf(db).execute({ id }))[0] ?? null

/** The platform's id of a hand-off's card in a place; null where none was posted yet. */
export const readCardIn = async (db: Db, handoffId: string, placeId: string) => {
  const [row] = await db
    .select({ externalId: cards.externalId })
    .from(cards)
    .where(and(eq(cards.handoffId, handoffId), eq(cards.placeId, placeId), eq(cards.card, 'handoff')))
  return row?.externalId ?? null
}

type Spot = { platform: Platform; externalId: string; memberId: string; message: string }

const isThere = or(
  and(eq(places.platform, sql.placeholder('platform')), eq(places.externalId, sql.placeholder('externalId'))),
  eq(places.memberId, sql.placeholder('memberId')),
)

const cardAt = prepared((db) =>
  db
    .select({ id: cards.id })
    .from(cards)
    .innerJoin(places, eq(places.id, cards.placeId))
    .where(
      and(eq(cards.tenantId, sql.placeholder('tenantId')), eq(cards.externalId, sql.placeholder('message')), isThere),
    )
    .prepare('card_at'),
)

/** The copy of a card that a message is, in a channel or in the member's direct messages; null where it is none. */
export const readCardAt = async (db: Db, tenantId: string, spot: Spot): Promise<string | null> =>
  (await cardAt(db).execute({ tenantId, ...spot }))[0]?.id ?? null
