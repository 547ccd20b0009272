import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { listsOf } from '../../db/queries/told.ts'
import {
  cards,
  handoffs,
  history,
  idempotencyKeys,
  leads,
  meetings,
  outbox,
  qualifications,
  signals,
  timers,
} from '../../db/schema/index.ts'
import { emailKey, phoneKey } from '../domain/duplicates.ts'
import { openFields } from '../domain/open-fields.ts'
import type { Clockwork } from './context.ts'
import { holdNumbers } from './next-number.ts'
import { queueCards, queueMessages } from './queue-messages.ts'

type Store = Clockwork & { db: Db; tenantId: string }
/** Who forgets, and by what; nobody by name where it is done from the command line. */
type Eraser = { memberId: string | null; surface: string }

export type Known = { leadIds: string[]; numbers: number[] }

/** What stays of the values that an act replaced: an undo is over by then, and the counts need none of them. */
const nothingReplaced = sql`'{}'::jsonb`

const readTrips = (store: Pick<Store, 'db' | 'tenantId'>, which: SQL | undefined) =>
  store.db
    .select({
      leadId: leads.id,
      number: handoffs.number,
      mergedInto: handoffs.mergedInto,
      absorbs: handoffs.absorbs,
    })
    .from(leads)
    .leftJoin(handoffs, eq(handoffs.leadId, leads.id))
    .where(and(eq(leads.tenantId, store.tenantId), which))
    .orderBy(handoffs.number)

type Trips = Awaited<ReturnType<typeof readTrips>>

/** Hand-offs that were merged are of one person, whatever address each has: all of that person's leads. */
const withWhatWasMerged = async (store: Pick<Store, 'db' | 'tenantId'>, trips: Trips): Promise<Trips> => {
  const known = new Set(trips.map((one) => one.number))
  const joined = trips.flatMap(({ mergedInto, absorbs }) => [
    ...(mergedInto === null ? [] : [mergedInto]),
    ...(absorbs ?? []),
  ])
  const missing = joined.filter((number) => !known.has(number))
  if (missing.length === 0) return trips
  const ofThem = store.db
    .select({ id: handoffs.leadId })
    .from(handoffs)
    .where(and(eq(handoffs.tenantId, store.tenantId), inArray(handoffs.number, missing)))
  const more = await readTrips(store, inArray(leads.id, ofThem))
  return more.length === 0 ? trips : withWhatWasMerged(store, [...trips, ...more])
}

/** Whoever has this e-mail address or phone number, and the numbers of their hand-offs; empty where nobody has. */
export const findPerson = async (store: Pick<Store, 'db' | 'tenantId'>, address: string): Promise<Known> => {
  const [email, phone] = [emailKey(address), phoneKey(address)]
  const same = [email === null ? null : eq(leads.emailKey, email), phone === null ? null : eq(leads.phoneKey, phone)]
  const keys = same.filter((one) => one !== null)
  if (keys.length === 0) return { leadIds: [], numbers: [] }
  const rows = await withWhatWasMerged(store, await readTrips(store, or(...keys)))
  const numbers = rows.flatMap((row) => row.number ?? [])
  return {
    leadIds: [...new Set(rows.map((row) => row.leadId))],
    numbers: numbers.toSorted((one, other) => one - other),
  }
}

const blankLeads = (tx: Db, leadIds: string[], at: Date) =>
  tx
    .update(leads)
    .set({
      name: null,
      email: null,
      emailKey: null,
      phone: null,
      phoneKey: null,
      title: null,
      language: null,
      company: null,
      companyDomain: null,
      erasedAt: at,
    })
    .where(inArray(leads.id, leadIds))

const blankWhatWasSaid = async (tx: Db, leadIds: string[], ids: string[]) => {
  await tx.update(signals).set({ detail: null }).where(inArray(signals.leadId, leadIds))
  await tx.update(meetings).set({ link: null }).where(inArray(meetings.handoffId, ids))
  await tx
    .update(qualifications)
    .set({
      overrideNote: null,
      answers: sql`(select coalesce(jsonb_object_agg(key, value || '{"evidence":null}'), '{}') from jsonb_each(${qualifications.answers}))`,
    })
    .where(inArray(qualifications.handoffId, ids))
  await tx
    .update(history)
    .set({
      entered: sql`(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(${history.entered})
        where key in (${sql.join(
          openFields.map((field) => sql`${field}`),
          sql`, `,
        )}))`,
      replaced: nothingReplaced,
    })
    .where(inArray(history.handoffId, ids))
}

/** A request that comes again is answered from what was kept of the first answer, and that may name the lead. */
const blankAnswers = (tx: Db, { tenantId }: Store, numbers: number[]) =>
  tx
    .update(idempotencyKeys)
    .set({ answer: sql`jsonb_set(${idempotencyKeys.answer}, '{again,name}', '"–"')` })
    .where(
      and(
        eq(idempotencyKeys.tenantId, tenantId),
        inArray(sql`(${idempotencyKeys.answer}->'again'->>'number')::int`, numbers),
      ),
    )

/** A clock that still runs is no promise any more: it ends, and counts for nothing unless it was missed before. */
const endClocks = (tx: Db, ids: string[], at: Date) =>
  tx
    .update(timers)
    .set({
      stoppedAt: at,
      clock: sql`case when ${timers.dueAt} > ${at.toISOString()}::timestamptz then 'erased:' || ${timers.clock} else ${timers.clock} end`,
    })
    .where(and(inArray(timers.handoffId, ids), isNull(timers.stoppedAt)))

/** What was not sent yet is not sent; what was sent is taken back after it, in the order of its lane. */
const takeBackMessages = async (tx: Db, store: Store, ids: string[]) => {
  const isTold = and(
    eq(outbox.tenantId, store.tenantId),
    inArray(outbox.handoffId, ids),
    ne(sql`${outbox.payload}->>'kind'`, 'card'),
  )
  const told = await tx
    .update(outbox)
    .set({ payload: { kind: 'nothing' } })
    .where(isTold)
    .returning({ lane: outbox.lane })
  const listed = await tx
    .select({ lane: outbox.lane })
    .from(outbox)
    .where(and(eq(outbox.tenantId, store.tenantId), inArray(outbox.dedupeKey, listsOf(tx, ids))))
  const time = store.newId()
  const payload = { kind: 'takeBack', handoffs: ids }
  const lanes = [...new Set([...told, ...listed].map((row) => row.lane))]
  const messages = lanes.map((lane) => ({ lane, dedupeKey: `erase:${time}:${lane}`, payload }))
  await queueMessages(tx, store.tenantId, messages)
}

const forgetHandoffs = async (tx: Db, store: Store, leadIds: string[], by: Eraser, at: Date) => {
  const rows = await tx
    .update(handoffs)
    .set({
      version: sql`${handoffs.version} + 1`,
      why: null,
      sourceDetail: null,
      routing: null,
      nextStep: null,
      callBackAt: null,
      returnsOn: null,
    })
    .where(inArray(handoffs.leadId, leadIds))
    .returning({ id: handoffs.id, number: handoffs.number, stage: handoffs.stage })
  const ids = rows.map((row) => row.id)
  await blankWhatWasSaid(tx, leadIds, ids)
  await endClocks(tx, ids, at)
  const lines = rows.map(({ id: handoffId, stage }) => {
    const id = store.newId()
    return { id, handoffId, fromStage: stage, toStage: stage, submission: id }
  })
  const same = { tenantId: store.tenantId, at, actorId: by.memberId, actor: 'member' as const, surface: by.surface }
  if (lines.length > 0)
    await tx
      .insert(history)
      .values(lines.map((line) => ({ ...same, ...line, verb: 'erase', entered: {}, replaced: {} })))
  return { ids, numbers: rows.map((row) => row.number) }
}

/**
 * Forgets a person whole (domain §11): blanks what is personal in every table, ends the clocks, redraws the cards, takes
 * back what was told of them, and leaves the counts and a line that says so. Gives the numbers of their hand-offs; null
 * where nobody has that address.
 */
export const erasePerson = (store: Store, address: string, by: Eraser): Promise<number[] | null> =>
  store.db.transaction(async (tx) => {
    // Whoever hands the lead off at this moment comes before this and is forgotten with it, or begins with a new one.
    await holdNumbers(tx, store.tenantId)
    const { leadIds } = await findPerson({ db: tx, tenantId: store.tenantId }, address)
    if (leadIds.length === 0) return null
    const at = store.now()
    // Whoever acts on one of them at this moment is decided anew, on what is left.
    const { ids, numbers } = await forgetHandoffs(tx, store, leadIds, by, at)
    await blankLeads(tx, leadIds, at)
    await blankAnswers(tx, store, numbers)
    await queueCards(store, tx, await tx.select().from(cards).where(inArray(cards.handoffId, ids)))
    await takeBackMessages(tx, store, ids)
    return numbers.toSorted((one, other) => one - other)
  })
