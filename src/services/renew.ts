import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readDuplicates } from '../../db/queries/duplicates.ts'
import { readPlacesOf } from '../../db/queries/places.ts'
import { handoffs, leads } from '../../db/schema/index.ts'
import { isOpenAt } from '../domain/clock.ts'
import { decideDuplicate } from '../domain/duplicates.ts'
import { dayIn } from '../domain/local-time.ts'
import { languageOf } from '../texts/catalogue.ts'
import { plain, say } from '../texts/sentence.ts'
import { beginAgain } from './begin-again.ts'
import type { Context } from './context.ts'
import { nextNumber } from './next-number.ts'
import { queueMessages } from './queue-messages.ts'

/** Each is a transaction: after so many, the other clocks have their turn. */
const atOnce = 50

const ripe = (db: Db, ctx: Context) =>
  db
    .select({ handoff: handoffs, lead: leads })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .where(
      and(
        eq(handoffs.tenantId, ctx.tenantId),
        eq(handoffs.stage, 'NURTURE'),
        lte(handoffs.returnsOn, dayIn(ctx.now(), ctx.settings.organisation.zone)),
        eq(handoffs.isImported, false),
        isNull(leads.erasedAt),
      ),
    )
    .orderBy(asc(handoffs.returnsOn), asc(handoffs.number))
    .limit(1)

/** The thread of what is open hears that another trip was to begin now (domain §8). */
const noteInThread = async (tx: Db, ctx: Context, open: { id: string }, number: number) => {
  const places = await readPlacesOf(tx, open.id)
  const text = say('told.renewedElsewhere', { number: `#${number}` })
  const tells = places.map((lane) => ({
    lane,
    dedupeKey: `renew:${open.id}:${number}:${lane}`,
    payload: { kind: 'thread', handoff: open.id, text },
  }))
  await queueMessages(tx, ctx.tenantId, tells)
}

const renewOne = (ctx: Context): Promise<boolean> =>
  ctx.db.transaction(async (tx) => {
    // A number is drawn before anything is held, as whoever hands off does it: nobody waits for the other.
    const number = await nextNumber(tx, ctx.tenantId)
    const [old] = await ripe(tx, ctx).for('no key update', { of: handoffs, skipLocked: true })
    if (!old) return false
    const { emailKey, phoneKey, companyDomain, id: leadId } = old.lead
    const { found, open } = await readDuplicates(tx, ctx.tenantId, { emailKey, phoneKey, companyDomain, leadId })
    const decision = decideDuplicate(found, true, ctx.now())
    if (decision.kind !== 'start') {
      if (open) await noteInThread(tx, ctx, open, old.handoff.number)
      await tx.update(handoffs).set({ returnsOn: null }).where(eq(handoffs.id, old.handoff.id))
      return true
    }
    const { language, zone } = ctx.settings.organisation
    const why = plain(languageOf(language), zone, say('renew.why', { number: `#${old.handoff.number}` }))
    const by = {
      memberId: null,
      surface: 'timer',
      delivery: `renew:${old.handoff.id}`,
      submitterId: old.handoff.submitterId,
    }
    await beginAgain(tx, ctx, old, by, { verb: 'renew', why, number, company: found.openAtCompany })
    return true
  })

/**
 * Leads whose date in NURTURE has come begin a new hand-off, once the organisation's day has opened; where the lead is
 * open again by then, its thread says so (domain §8). Says how many it was.
 */
export const renewRipe = async (ctx: Context): Promise<number> => {
  if (!isOpenAt(ctx.calendar(null), ctx.now())) return 0
  let renewed = 0
  while (renewed < atOnce && (await ripe(ctx.db, ctx)).length > 0 && (await renewOne(ctx))) renewed++
  if (renewed > 0) ctx.wake()
  return renewed
}
