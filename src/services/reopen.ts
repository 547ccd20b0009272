import { sql } from 'drizzle-orm'
import { readDuplicates } from '../../db/queries/duplicates.ts'
import { readLastMove } from '../../db/queries/last-act.ts'
import { rowsOf } from '../../db/rows.ts'
import { moves } from '../domain/moves.ts'
import { isReason } from '../domain/reasons.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { mayMake } from '../domain/standing.ts'
import { beginAgain } from './begin-again.ts'
import type { Context } from './context.ts'
import { decideAnew } from './decide-anew.ts'
import { type Asker, type Situation, situationFor } from './move.ts'
import { leadNameOf } from './named.ts'
import { nextNumber } from './next-number.ts'

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
    const by = { ...asker, submitterId: asker.memberId }
    const queue = await beginAgain(tx, ctx, one, by, { verb: 'reopen', why, number, company: found.openAtCompany })
    return { ok: true, number, queue, situation: one }
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
