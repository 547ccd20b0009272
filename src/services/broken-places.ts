import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readAdmins, readManagers } from '../../db/queries/queue-people.ts'
import { cards, handoffs, lanes, members, places, queues, schedules } from '../../db/schema/index.ts'
import { faultOn, type PlaceFault } from '../domain/place-fault.ts'
import type { Platform } from '../domain/platform.ts'
import { allOf, type Sentence, say, type Value } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { leaseMs } from './outbox.ts'
import { queueCards, queueMessages } from './queue-messages.ts'

type Place = typeof places.$inferSelect
type Digests = Awaited<ReturnType<typeof digestsOf>>

/** The digests that come to a place by themselves, with who planned them. */
const digestsOf = (db: Db, placeId: string) =>
  db
    .select({ question: schedules.question, byId: members.id })
    .from(schedules)
    .leftJoin(members, and(eq(members.id, schedules.byId), eq(members.isActive, true)))
    .where(and(eq(schedules.placeId, placeId), eq(schedules.isPaused, false)))
    .orderBy(asc(schedules.nextAt), asc(schedules.id))

const hasCards = ({ queueId, alerts }: Place) => queueId !== null || alerts !== null

/** A channel that something is bound to or comes to by itself, and whether nobody knows yet that it is closed; else null. */
export const boundChannel = async (ctx: Context, placeId: string) => {
  const [place] = await ctx.db.select().from(places).where(eq(places.id, placeId))
  if (place?.kind !== 'channel') return null
  if (!hasCards(place) && (await digestsOf(ctx.db, placeId)).length === 0) return null
  return { platform: place.platform, externalId: place.externalId, isNews: place.brokenBecause === null }
}

/** What is told of cards that wait. */
const cardsIn = async (tx: Db, place: Place) => {
  const [bound] = place.queueId === null ? [] : await tx.select().from(queues).where(eq(queues.id, place.queueId))
  const of: Value[] = [...(bound ? [bound.title] : []), ...(place.alerts === null ? [] : [say('word.sqoAlerts')])]
  const here = place.queueId !== null && bound ? bound.key : place.alerts === '*' ? 'alerts' : `alerts ${place.alerts}`
  const what = allOf(of)
  return { what, here, waits: say('told.place.cards', { what }), instead: say('told.place.bind', { here }) }
}

/** What is told of digests that wait where there are no cards. */
const digestsIn = (digests: Digests) => {
  const what = allOf(digests.map(({ question }) => say('word.digest', { question })))
  const instead = say('told.place.plan', { count: digests.length })
  return { what, waits: say('told.place.digests', { what }), instead }
}

/** What is told of what waits: the cards, or the digests where there are any to be named. */
const tellOf = async (tx: Db, place: Place, fault: PlaceFault, name: string | null, digests: Digests) => {
  const named = { place: name ?? say('word.itsChannel') }
  const on = faultOn(place.platform, fault)
  if (digests.length === 0) return say(`told.place.${on}`, { ...named, ...(await cardsIn(tx, place)) })
  return say(on === 'shared' ? 'told.place.sharedDigests' : `told.place.${on}`, { ...named, ...digestsIn(digests) })
}

/**
 * Notes that a platform takes nothing for a place any more, and tells who can mend it, once (issue "All of Slack"). What
 * belongs there waits in its lane.
 */
export const breakPlace = async (ctx: Context, placeId: string, fault: PlaceFault, name: string | null) => {
  await ctx.db.transaction(async (tx) => {
    const [place] = await tx
      .update(places)
      .set({ brokenBecause: fault })
      .where(and(eq(places.id, placeId), isNull(places.brokenBecause)))
      .returning()
    if (!place) return
    const digests = await digestsOf(tx, placeId)
    const managers = hasCards(place)
      ? await readManagers(tx, ctx.tenantId, place.queueId === null ? [] : [place.queueId])
      : await readAdmins(tx, ctx.tenantId)
    const makers = new Set(digests.flatMap(({ byId }) => (byId === null || managers.includes(byId) ? [] : byId)))
    const ofDigests = await tellOf(tx, place, fault, name, digests)
    const ofAll = hasCards(place) ? await tellOf(tx, place, fault, name, []) : ofDigests
    const time = ctx.newId()
    const tell = (lane: string, text: Sentence) => ({
      lane,
      dedupeKey: `broken:${time}:${lane}`,
      payload: { kind: 'tell', text, show: null },
    })
    const tells = [...managers.map((id) => tell(id, ofAll)), ...[...makers].map((id) => tell(id, ofDigests))]
    await queueMessages(tx, ctx.tenantId, tells)
  })
  ctx.wake()
}

/** Lets what waited in a place go out now. A lane that is being served at this moment is left to who serves it. */
export const openLane = async (ctx: Context, tx: Db, placeId: string) => {
  const pausedFrom = sql`now() + ${leaseMs}::int * interval '1 millisecond'`
  await tx
    .update(lanes)
    .set({ nextAt: sql`now()` })
    .where(and(eq(lanes.tenantId, ctx.tenantId), eq(lanes.lane, placeId), sql`${lanes.nextAt} > ${pausedFrom}`))
}

/** The copies in a place that show less than what is true by now are drawn again. */
const redrawStale = async (ctx: Context, tx: Db, placeId: string) => {
  const stale = await tx
    .select({ id: cards.id, placeId: cards.placeId })
    .from(cards)
    .innerJoin(handoffs, eq(handoffs.id, cards.handoffId))
    .where(and(eq(cards.placeId, placeId), sql`${cards.shownVersion} < ${handoffs.version}`))
    .orderBy(asc(handoffs.number))
  await queueCards(ctx, tx, stale)
}

/** Somebody let us into places again: what waited for them goes out, and every card there shows what is true. */
export const mendPlaces = async (ctx: Context, where: { platform: Platform; externalIds: string[] }) => {
  if (where.externalIds.length === 0) return
  await ctx.db.transaction(async (tx) => {
    const mended = await tx
      .update(places)
      .set({ brokenBecause: null })
      .where(
        and(
          eq(places.tenantId, ctx.tenantId),
          eq(places.platform, where.platform),
          inArray(places.externalId, where.externalIds),
          isNotNull(places.brokenBecause),
        ),
      )
      .returning({ id: places.id })
    for (const { id } of mended) {
      await redrawStale(ctx, tx, id)
      await openLane(ctx, tx, id)
    }
  })
  ctx.wake()
}
