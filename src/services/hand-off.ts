import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { type LeadKeys, readDuplicates } from '../../db/queries/duplicates.ts'
import { rowsOf } from '../../db/rows.ts'
import type { leads } from '../../db/schema/index.ts'
import { companyKey, decideDuplicate, emailKey, phoneKey } from '../domain/duplicates.ts'
import { signalsOrSource } from '../domain/gate.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { type Act, makeActsIn } from './act.ts'
import type { Context } from './context.ts'
import type { Asker } from './move.ts'
import { enteredOf, type NewHandoff } from './new-handoff.ts'
import { nextNumber } from './next-number.ts'
import { beginning, placeLead } from './place-lead.ts'
import { type Again, signalAgain } from './signal-again.ts'

export type HandedOff = { ok: true; number: number; queue: string; isRepeat: boolean } | (Refused & { number?: number })

type Answered = { number: number; queue: string } | { again: Again }

const openAlready = ({ since, ...open }: Again): HandedOff => ({
  ...refuse({ key: 'openAlready', ...open, queue: null, since: new Date(since) }),
  number: open.number,
})

/** What the first request of the same key was answered with. */
const repeated = async (db: Db, ctx: Context, delivery: string): Promise<HandedOff | null> => {
  const [row] = await rowsOf(
    db,
    sql`select answer from idempotency_keys where tenant_id = ${ctx.tenantId}::uuid and key = ${delivery}`,
  )
  const before = (row?.answer ?? null) as Answered | null
  if (before === null) return null
  return 'again' in before ? openAlready(before.again) : { ok: true, ...before, isRepeat: true }
}

/** What is known of the lead, with its going or fresh hand-off held until the end: nobody moves it in between. */
const holdDuplicates = async (db: Db, ctx: Context, keys: LeadKeys) => {
  const known = await readDuplicates(db, ctx.tenantId, keys)
  const held = known.open ?? known.fresh
  if (held === null) return known
  await rowsOf(db, sql`select 1 from handoffs where id = ${held.id}::uuid for no key update`)
  return readDuplicates(db, ctx.tenantId, keys)
}

/**
 * Hands off a lead by a colleague's hand (domain §3, §4, §8): an open hand-off of the same lead gets the signal instead;
 * a hard disqualification is refused; else it waits in its queue as an MQL, and its card goes to the queue's places.
 */
export const handOff = async (ctx: Context, given: NewHandoff, asker: Asker): Promise<HandedOff> => {
  const at = ctx.now()
  const keys = {
    emailKey: given.email === null ? null : emailKey(given.email),
    phoneKey: given.phone === null ? null : phoneKey(given.phone, given.country),
    companyDomain: companyKey(null, given.email),
  }
  const result = await ctx.db.transaction(async (tx): Promise<HandedOff> => {
    const number = await nextNumber(tx, ctx.tenantId)
    const before = await repeated(tx, ctx, asker.delivery)
    if (before) return before
    const { found, open, fresh, leadId } = await holdDuplicates(tx, ctx, keys)
    const decision = decideDuplicate(found, true, at)
    const name = given.name ?? given.company
    if (decision.kind === 'open' && open) {
      const { owner, since } = decision.handoff
      const again = { number: open.number, name, owner, since: since.toISOString() }
      await signalAgain(tx, ctx, asker, open, given, at, again)
      return openAlready(again)
    }
    if (decision.kind === 'refused')
      return refuse({
        key: 'hardDisqualified',
        number: decision.closed.number,
        name,
        reason: decision.closed.reason ?? 'other',
        by: decision.closed.by,
        at: decision.closed.at,
      })
    const lately = decision.kind === 'start' && !given.again ? decision.reasonNeeded : null
    if (lately) {
      const { number: earlier, stage, kind, reason, by, at: closedAt } = lately
      return refuse({ key: 'cameBackLately', number: earlier, name, stage, kind, reason, by, at: closedAt })
    }
    const placed = await placeLead(tx, ctx, { ...given, domain: keys.companyDomain }, leadId, at)
    const { queue, priority } = placed
    const line = ctx.newId()
    const answer = { number: fresh?.number ?? number, queue: queue.title }
    const company = decision.kind === 'start' ? decision.sameCompany : null
    const begins = await beginning(tx, ctx, { ...asker, submitterId: asker.memberId }, placed, {
      number: answer.number,
      name,
      company,
      line,
      at,
    })
    const handoffId = fresh?.id ?? ctx.newId()
    const lead = {
      id: leadId ?? ctx.newId(),
      tenantId: ctx.tenantId,
      name: given.name,
      email: given.email,
      ...keys,
      phone: given.phone,
      title: given.title,
      company: given.company,
      employees: given.employees,
      country: given.country,
      createdAt: at,
    }
    const about = {
      ...begins.about,
      source: given.source,
      sourceDetail: given.sourceDetail,
      campaign: given.campaign,
      why: given.why,
    }
    const keeps = fresh !== null
    const act: Act = {
      tenantId: ctx.tenantId,
      at,
      by: asker,
      delivery: asker.delivery,
      answer,
      handoffId,
      version: keeps ? fresh.version : null,
      set: keeps ? about : {},
      ...(keeps
        ? {}
        : {
            makes: {
              lead: leadId === null ? lead : null,
              handoff: { id: handoffId, tenantId: ctx.tenantId, number, leadId: lead.id, receivedAt: at, ...about },
            },
          }),
      ...(leadId === null ? {} : { leadSet: { id: leadId, set: filled(lead) } }),
      lines: [
        {
          id: line,
          verb: 'new',
          fromStage: keeps ? 'NEW' : null,
          toStage: 'MQL',
          entered: { ...enteredOf(given), queue: queue.key, priority },
          replaced: {},
          submission: line,
        },
      ],
      signals: signalsOrSource([], given.source, at, ctx.settings.scoring).map((one) => ({
        id: ctx.newId(),
        leadId: lead.id,
        kind: one.kind,
        at,
        detail: given.sourceDetail,
      })),
      offers: begins.offers,
      cards: begins.cards,
      tells: begins.tells,
    }
    await makeActsIn(tx, [act])
    return { ok: true, ...answer, isRepeat: false }
  })
  ctx.wake()
  return result
}

const filled = (lead: Partial<typeof leads.$inferInsert>) =>
  Object.fromEntries(
    Object.entries(lead).filter(([field, value]) => value !== null && !['id', 'tenantId', 'createdAt'].includes(field)),
  )
