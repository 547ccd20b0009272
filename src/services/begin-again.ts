import type { Db } from '../../db/client.ts'
import type { Handoff, Lead } from '../../db/queries/situation.ts'
import { type Act, makeActsIn } from './act.ts'
import type { Context } from './context.ts'
import { leadNameOf } from './named.ts'
import { beginning, placeLead } from './place-lead.ts'

type Old = { handoff: Handoff; lead: Lead }
/** Who lets it begin again: a colleague, or nobody where its date came; and who is told as its submitter from now on. */
type By = { memberId: string | null; surface: string; delivery: string; submitterId: string | null }
type Again = {
  verb: 'reopen' | 'renew'
  why: string
  number: number
  company: { number: number; ownerId: string } | null
}

const oldAct = (ctx: Context, { handoff }: Old, by: By, { verb, why, number }: Again, submission: string): Act => ({
  tenantId: ctx.tenantId,
  at: ctx.now(),
  by,
  delivery: null,
  answer: {},
  handoffId: handoff.id,
  version: handoff.version,
  // Its own date of return is void: it has come back.
  set: { reopenedAs: number, returnsOn: null },
  lines: [
    {
      id: ctx.newId(),
      verb,
      fromStage: handoff.stage,
      toStage: handoff.stage,
      entered: { why, other: number },
      replaced: { reopenedAs: null, returnsOn: handoff.returnsOn },
      submission,
    },
  ],
})

/**
 * What was closed begins again as a new hand-off, at MQL and by routing; each of the two names the other (domain §8). The
 * old one must be held. Gives the title of the queue that it waits in.
 */
export const beginAgain = async (tx: Db, ctx: Context, old: Old, by: By, again: Again): Promise<string> => {
  const { handoff, lead } = old
  const { verb, why, number, company } = again
  const at = ctx.now()
  const given = { ...lead, source: handoff.source ?? 'other', campaign: handoff.campaign, domain: lead.companyDomain }
  const placed = await placeLead(tx, ctx, { ...given, queue: null, priority: null }, lead.id, at, 'signals')
  const [id, tenantId, submission] = [ctx.newId(), ctx.tenantId, ctx.newId()]
  const about = { number, name: leadNameOf(old), company, line: submission, at }
  const begins = await beginning(tx, ctx, by, placed, about)
  const newAct: Act = {
    tenantId,
    at,
    by,
    delivery: by.delivery,
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
        verb,
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
  await makeActsIn(tx, [oldAct(ctx, old, by, again, submission), newAct])
  return placed.queue.title
}
