import { type AnyColumn, eq, getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { WeekHours } from '../../src/domain/clock.ts'
import type { Role } from '../../src/domain/settings.ts'
import type { Db } from '../client.ts'
import { prepared } from '../prepared.ts'
import { handoffs, leads, members, queues } from '../schema/index.ts'

export type Handoff = InferSelectModel<typeof handoffs>
export type Lead = InferSelectModel<typeof leads>

/** Who asks about which hand-off, and by which request. */
export type Asking = { tenantId: string; number: number; memberId: string; delivery: string }

const actor = alias(members, 'actor')
const owner = alias(members, 'owner')
const ae = alias(members, 'ae')

const part = (name: string, as: 'member' | 'manager' | 'ae', of: SQL | AnyColumn = handoffs.queueId) =>
  sql<boolean>`exists (select 1 from queue_people p where p.queue_id = ${of} and p.member_id = ${actor.id} and p.part = ${sql.raw(`'${as}'`)})`.as(
    name,
  )

const person = (table: typeof actor | typeof owner | typeof ae) => ({
  id: table.id,
  name: table.name,
  zone: table.zone,
  hours: table.hours,
  awayUntil: table.awayUntil,
})

const asked = sql`jsonb_to_recordset(${sql.placeholder('asked')}::jsonb) as asked(ord int, "tenantId" uuid, number int, "memberId" uuid, delivery text)`

const situationOf = prepared((db) =>
  db
    .select({
      ord: sql<number>`asked.ord`.as('asked_ord'),
      handoff: getTableColumns(handoffs),
      lead: getTableColumns(leads),
      queue: { id: queues.id, key: queues.key, title: queues.title, mode: queues.mode, calendar: queues.calendar },
      actor: { ...person(actor), roles: actor.roles, isActive: actor.isActive },
      owner: person(owner),
      ae: person(ae),
      isQueueMember: part('is_member', 'member', sql`any (array[${handoffs.queueId}, ${handoffs.backupQueueId}])`),
      isQueueManager: part('is_manager', 'manager'),
      isQueueAe: part('is_ae', 'ae'),
      queuePlaces: sql<
        string[]
      >`(select coalesce(jsonb_agg(p.id), '[]') from places p where p.queue_id = ${handoffs.queueId})`.as(
        'queue_places',
      ),
      // Looked up for each asker by its whole key: joined, a plan made while few keys were known reads them all.
      repeated:
        sql<unknown>`(select k.answer from idempotency_keys k where k.tenant_id = ${handoffs.tenantId} and k.key = asked.delivery)`.as(
          'repeated',
        ),
    })
    .from(handoffs)
    .innerJoin(asked, sql`asked."tenantId" = ${handoffs.tenantId} and asked.number = ${handoffs.number}`)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .innerJoin(actor, sql`${actor.id} = asked."memberId" and ${actor.tenantId} = asked."tenantId"`)
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .leftJoin(ae, eq(ae.id, handoffs.aeId))
    // The planner guesses a hundred askers and would read the whole table for them; the array keeps it to the index.
    .where(
      sql`${handoffs.number} = any (array(select (one->>'number')::int from jsonb_array_elements(${sql.placeholder('asked')}::jsonb) one))`,
    )
    .prepare('situation'),
)

export type Person = {
  id: string
  name: string
  zone: string | null
  hours: WeekHours | null
  /** In the future where they are away. */
  awayUntil: Date | null
}
type Row = Awaited<ReturnType<ReturnType<typeof situationOf>['execute']>>[number]
type Loose = { [field in keyof Person]: Person[field] | null } | null

/** What an act is decided on: the hand-off, what it belongs to, and what the asker is to it. */
export type SituationRow = Omit<Row, 'actor' | 'owner' | 'ae'> & {
  actor: Person & { roles: Role[]; isActive: boolean }
  owner: Person | null
  ae: Person | null
}

const personOf = (loose: Loose): Person | null =>
  loose?.id ? { ...loose, id: loose.id, name: loose.name ?? '' } : null

/** Reads the situations of many askers at once; null where there is no such hand-off in their organisation. */
export const readSituations = async (db: Db, askings: readonly Asking[]): Promise<(SituationRow | null)[]> => {
  const rows = await situationOf(db).execute({ asked: JSON.stringify(askings.map((one, ord) => ({ ...one, ord }))) })
  const found = new Map(
    rows.map((row) => [
      row.ord,
      {
        ...row,
        // The join on the asker is an inner one, which the types do not know.
        actor: row.actor as SituationRow['actor'],
        owner: personOf(row.owner as Loose),
        ae: personOf(row.ae as Loose),
      },
    ]),
  )
  return askings.map((_, ord) => found.get(ord) ?? null)
}
