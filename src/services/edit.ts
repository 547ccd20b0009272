import { createHash } from 'node:crypto'
import { readLastEdit } from '../../db/queries/last-act.ts'
import { readOpenElsewhere } from '../../db/queries/open-elsewhere.ts'
import type { Lead } from '../../db/queries/situation.ts'
import { companyKey, emailKey, phoneKey } from '../domain/duplicates.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import type { Context } from './context.ts'
import { type Asker, type Moved, move, type Situation } from './move.ts'

/** What may be corrected of a lead, its company and what it came by (domain §8, `edit`). */
export type Known = Pick<
  Lead,
  'name' | 'email' | 'company' | 'title' | 'phone' | 'country' | 'employees' | 'industry'
> & { campaign: string | null }

/** What an edit changed, by field. */
export type Changes = Partial<Record<keyof Known, { from: string | number | null; to: string | number | null }>>

/** What may be corrected, as it stands. */
export const knownOf = ({ lead, handoff }: Pick<Situation, 'lead' | 'handoff'>): Known => ({
  name: lead.name,
  email: lead.email,
  company: lead.company,
  title: lead.title,
  phone: lead.phone,
  country: lead.country,
  employees: lead.employees,
  industry: lead.industry,
  campaign: handoff.campaign,
})

/** Tells one state of what is known from another: a form names the one that it showed. */
export const stampOf = (known: Known): string =>
  createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16)

/** What differs between what is known and what is wanted. */
export const changesOf = (before: Known, after: Known): Changes =>
  Object.fromEntries(
    (Object.keys(before) as (keyof Known)[])
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { from: before[field], to: after[field] }]),
  )

/** The keys that duplicates are matched by follow what they are made of (domain §4); the rest of them stays. */
const keysOf = (lead: Lead, changes: Changes, after: Known): Partial<Lead> => {
  const isOwnDomain = lead.companyDomain === null || lead.companyDomain === companyKey(null, lead.email)
  return {
    ...(changes.email
      ? {
          emailKey: after.email === null ? null : emailKey(after.email),
          ...(isOwnDomain ? { companyDomain: companyKey(null, after.email) } : {}),
        }
      : {}),
    // A national number reads otherwise in another country; what cannot be read there keeps the key that it had.
    ...(changes.phone || changes.country
      ? {
          phoneKey:
            after.phone === null
              ? null
              : (phoneKey(after.phone, after.country) ?? (changes.phone ? null : lead.phoneKey)),
        }
      : {}),
  }
}

const elsewhere = async (ctx: Context, lead: Lead, keys: Partial<Lead>): Promise<Refused | null> => {
  const { tenantId, db } = ctx
  const email = keys.emailKey && keys.emailKey !== lead.emailKey ? keys.emailKey : null
  const phone = keys.phoneKey && keys.phoneKey !== lead.phoneKey ? keys.phoneKey : null
  const byEmail = email ? await readOpenElsewhere(db, tenantId, lead.id, 'emailKey', email) : null
  if (byEmail) return refuse({ key: 'emailElsewhere', ...byEmail })
  const byPhone = phone ? await readOpenElsewhere(db, tenantId, lead.id, 'phoneKey', phone) : null
  return byPhone ? refuse({ key: 'phoneElsewhere', ...byPhone }) : null
}

export type Edited = Moved & { changed: (keyof Known)[] }

/**
 * Corrects what is known of a lead and its company (domain §8, `edit`); the history keeps what stood there before.
 * `stamp` is that of what the person saw: what a colleague changed since is not overwritten.
 */
export const editLead = async (
  ctx: Context,
  number: number,
  asker: Asker,
  wanted: Known,
  stamp: string | null,
): Promise<Edited | Refused> => {
  const moved = await move(ctx, 'edit', number, asker, async (one) => {
    const { lead, handoff } = one
    const before = knownOf(one)
    if (stamp !== stampOf(before)) {
      const last = await readLastEdit(ctx.db, handoff.id)
      return refuse({ key: 'editedSince', number, by: last?.by ?? null, at: last?.at ?? handoff.stageAt })
    }
    const changes = changesOf(before, wanted)
    const { campaign, ...ofLead } = wanted
    if (Object.keys(changes).length === 0) return refuse({ key: 'unchanged', number })
    const keys = keysOf(lead, changes, wanted)
    const other = await elsewhere(ctx, lead, keys)
    if (other) return other
    const changed = Object.fromEntries(Object.entries(ofLead).filter(([field]) => field in changes))
    const set = { ...changed, ...keys }
    return {
      ok: true,
      steps: [{ verb: 'edit', entered: { changed: changes } }],
      set: changes.campaign ? { campaign } : {},
      ...(Object.keys(set).length > 0 ? { leadSet: { id: lead.id, set } } : {}),
    }
  })
  if (!moved.ok) return moved
  const changes = (moved.did.entered.changed ?? {}) as Changes
  // The store keeps the fields of a value in an order of its own.
  const fields = Object.keys(knownOf(moved.situation)) as (keyof Known)[]
  return { ...moved, changed: fields.filter((field) => changes[field]) }
}
