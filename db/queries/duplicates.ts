import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Found } from '../../src/domain/duplicates.ts'
import { disqualifyKind, isReason } from '../../src/domain/reasons.ts'
import { isOpen, openStages } from '../../src/domain/stages.ts'
import type { Db } from '../client.ts'
import { handoffs, history, leads, members } from '../schema/index.ts'

export type LeadKeys = {
  emailKey: string | null
  phoneKey: string | null
  companyDomain: string | null
  /** The lead's own row, where it is known by more than its addresses. */
  leadId?: string
}

const closedBy = sql<string | null>`(select m.name from ${history} l join ${members} m on m.id = l.actor_id
  where l.handoff_id = ${handoffs.id} and l.to_stage = ${handoffs.stage} order by l.id desc limit 1)`

const kindOf = (reason: string | null) =>
  reason !== null && (isReason('hard', reason) || isReason('soft', reason)) ? disqualifyKind(reason) : null

const acceptedAt = sql<
  string | null
>`(select max(l.at) from ${history} l where l.handoff_id = ${handoffs.id} and l.verb = 'accept')`

const readTrips = (db: Db, tenantId: string, which: SQL | undefined) =>
  db
    .select({
      leadId: leads.id,
      id: handoffs.id,
      version: handoffs.version,
      number: handoffs.number,
      stage: handoffs.stage,
      stageAt: handoffs.stageAt,
      reason: handoffs.reason,
      mergedInto: handoffs.mergedInto,
      owner: members.name,
      by: closedBy,
      acceptedAt,
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(members, eq(members.id, handoffs.ownerId))
    .where(and(eq(handoffs.tenantId, tenantId), which))
    .orderBy(desc(handoffs.receivedAt))

type Trip = Awaited<ReturnType<typeof readTrips>>[number]

/** What was merged goes on under another number, whose lead may have another address. */
const withWhatGoesOn = async (db: Db, tenantId: string, trips: Trip[]): Promise<Trip[]> => {
  const known = new Set(trips.map((one) => one.number))
  const missing = trips.flatMap(({ mergedInto }) => (mergedInto === null || known.has(mergedInto) ? [] : [mergedInto]))
  if (missing.length === 0) return trips
  const more = await readTrips(db, tenantId, inArray(handoffs.number, missing))
  return more.length === 0 ? trips : withWhatGoesOn(db, tenantId, [...trips, ...more])
}

/** What the store knows of a lead and of its company (domain §4), and the lead's own row where it has one. */
export const readDuplicates = async (db: Db, tenantId: string, keys: LeadKeys) => {
  const same = [
    keys.emailKey === null ? null : eq(leads.emailKey, keys.emailKey),
    keys.phoneKey === null ? null : eq(leads.phoneKey, keys.phoneKey),
    keys.leadId === undefined ? null : eq(leads.id, keys.leadId),
  ].filter((one): one is SQL => one !== null)
  const trips = same.length ? await withWhatGoesOn(db, tenantId, await readTrips(db, tenantId, or(...same))) : []
  const [company] =
    keys.companyDomain === null
      ? []
      : await db
          .select({ number: handoffs.number, ownerId: handoffs.ownerId })
          .from(handoffs)
          .innerJoin(leads, eq(leads.id, handoffs.leadId))
          .where(
            and(
              eq(handoffs.tenantId, tenantId),
              eq(leads.companyDomain, keys.companyDomain),
              inArray(handoffs.stage, openStages),
              sql`${handoffs.ownerId} is not null`,
            ),
          )
          .orderBy(desc(handoffs.stageAt))
          .limit(1)
  const going = trips.find((one) => isOpen(one.stage)) ?? null
  const fresh = trips.find((one) => one.stage === 'NEW') ?? null
  const closed = trips.find((one) => one.stage === 'NURTURE' || one.stage === 'DISQUALIFIED' || one.stage === 'LOST')
  // Whoever owns it has done so since the acceptance, whatever stage came after.
  const ownedSince = going?.owner && going.acceptedAt ? new Date(going.acceptedAt) : going?.stageAt
  const found: Found = {
    openForLead: going && {
      number: going.number,
      owner: going.owner,
      since: ownedSince ?? going.stageAt,
      stage: going.stage,
    },
    openAtCompany: company?.ownerId ? { number: company.number, ownerId: company.ownerId } : null,
    lastClosed: closed
      ? {
          number: closed.number,
          stage: closed.stage,
          reason: closed.reason,
          at: closed.stageAt,
          by: closed.by,
          kind: kindOf(closed.reason),
        }
      : null,
    newLead: fresh && { number: fresh.number },
  }
  return { found, open: going, fresh, leadId: trips[0]?.leadId ?? null }
}
