import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readDuplicates } from '../../db/queries/duplicates.ts'
import { readLastMove } from '../../db/queries/last-act.ts'
import { rowsOf } from '../../db/rows.ts'
import { moves } from '../domain/moves.ts'
import { isReason } from '../domain/reasons.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { mayMake } from '../domain/standing.ts'
import { type Act, makeActsIn } from './act.ts'
import type { Context } from './context.ts'
import { decideAnew } from './decide-anew.ts'
import { type Asker, type Situation, situationFor } from './move.ts'
import { leadNameOf } from './named.ts'
import { nextNumber } from './next-number.ts'
import { beginning, placeLead } from './place-lead.ts'

export type Reopened = { ok: true; number: number; queue: string; situation: Situation }

/** Whether it may be reopened now and by this person: what was disqualified for good, by a manager alone (domain §8). */
export const mayBeReopened = async (
  ctx: Context,
  number: number,
  asker: Asker,
): Promise<{ ok: true; situation: Situation } | Refused> => {
  const checked = await situationFor(ctx, 'reopen', number, asker)
  if (!checked.ok || checked.situation.repeated) return checked
  const { handoff, standing } = checked.situation
  if (handoff.reopenedAs !== null) return refuse({ key: 'reopenedAlready', number, as: handoff.reopenedAs })
  const isHard = handoff.stage === 'DISQUALIFIED' && isReason('hard', handoff.reason ?? '')
  if (!isHard || mayMake({ ...moves.reopen, who: ['manager'] }, standing, handoff.stage)) return checked
  const last = await readLastMove(ctx.db, handoff.id)
  return refuse({
    key: 'hardDisqualified',
    number,
    name: leadNameOf(checked.situation),
    reason: handoff.reason ?? 'other',
    by: last?.by ?? null,
    at: handoff.stageAt,
  })
}

type Placed = Awaited<ReturnType<typeof placeLead>>
type Company = { number: number; ownerId: string } | null

const oldAct = (ctx: Context, one: Situation, asker: Asker, why: string, as: number, submission: string): Act => {
  const { handoff } = one
  return {
    tenantId: ctx.tenantId,
    at: ctx.now(),
    by: asker,
    delivery: null,
    answer: {},
    handoffId: handoff.id,
    version: handoff.version,
    // Its own date of return is void: it has come back.
    set: { reopenedAs: as, returnsOn: null },
    lines: [
      {
        id: ctx.newId(),
        verb: 'reopen',
        fromStage: handoff.stage,
        toStage: handoff.stage,
        entered: { why, other: as },
        replaced: { reopenedAs: null, returnsOn: handoff.returnsOn },
        submission,
      },
    ],
  }
}

const newAct = async (
  tx: Db,
  ctx: Context,
  one: Situation,
  asker: Asker,
  given: { why: string; number: number; placed: Placed; company: Company; submission: string },
): Promise<Act> => {
  const { handoff, lead } = one
  const { why, number, placed, company, submission } = given
  const at = ctx.now()
  const [id, tenantId] = [ctx.newId(), ctx.tenantId]
  const begins = await beginning(tx, ctx, asker, placed, {
    number,
    name: leadNameOf(one),
    company,
    line: submission,
    at,
  })
  return {
    tenantId,
    at,
    by: asker,
    delivery: asker.delivery,
    answer: { number, queue: placed.queue.title },
    handoffId: id,
    version: null,
    set: {},
    makes: {
      lead: null,
      handoff: {
        id,
        tenantId,
        number,
        leadId: lead.id,
        receivedAt: at,
        ...begins.about,
        source: handoff.source,
        sourceDetail: handoff.sourceDetail,
        campaign: handoff.campaign,
        why,
        reopens: handoff.number,
      },
    },
    lines: [
      {
        id: submission,
        verb: 'reopen',
        fromStage: null,
        toStage: 'MQL',
        entered: { why, other: handoff.number, queue: placed.queue.key, priority: placed.priority },
        replaced: {},
        submission,
      },
    ],
    offers: begins.offers,
    cards: begins.cards,
    tells: begins.tells,
  }
}

/** One attempt; null when the old hand-off had moved on since it was read. */
const begin = (ctx: Context, one: Situation, asker: Asker, why: string) =>
  ctx.db.transaction(async (tx): Promise<Reopened | Refused | null> => {
    const number = await nextNumber(tx, ctx.tenantId)
    const { lead, handoff } = one
    const held = sql`select 1 from handoffs where id = ${handoff.id}::uuid and version = ${handoff.version} for no key update`
    if ((await rowsOf(tx, held)).length === 0) return null
    const { emailKey, phoneKey, companyDomain } = lead
    const { found } = await readDuplicates(tx, ctx.tenantId, { emailKey, phoneKey, companyDomain, leadId: lead.id })
    const open = found.openForLead
    if (open)
      return refuse({
        key: 'leadIsOpen',
        number: open.number,
        name: leadNameOf(one),
        who: open.owner,
        since: open.since,
      })
    const given = { ...lead, source: handoff.source ?? 'other', campaign: handoff.campaign, domain: companyDomain }
    const place = { ...given, queue: null, priority: null }
    const placed = await placeLead(tx, ctx, place, lead.id, ctx.now(), 'signals')
    const submission = ctx.newId()
    const told = { why, number, placed, company: found.openAtCompany, submission }
    await makeActsIn(tx, [oldAct(ctx, one, asker, why, number, submission), await newAct(tx, ctx, one, asker, told)])
    return { ok: true, number, queue: placed.queue.title, situation: one }
  })

/**
 * What was closed comes back as a new hand-off, at MQL and by routing; each of the two names the other (domain §8). A lead
 * that is in sales already is not opened twice.
 */
export const reopen = (ctx: Context, number: number, asker: Asker, why: string): Promise<Reopened | Refused> =>
  decideAnew(async () => {
    const checked = await mayBeReopened(ctx, number, asker)
    if (!checked.ok) return checked
    const { situation } = checked
    const before = situation.repeated as { number?: number; queue?: string } | null
    if (before) return { ok: true, situation, number: before.number ?? number, queue: before.queue ?? '' }
    const done = await begin(ctx, situation, asker, why)
    if (done?.ok) ctx.wake()
    return done
  })
