import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { type AskedPerson, type MemberRow, readMembersByIdentity, readReach } from '../../db/queries/people.ts'
import { identities, members } from '../../db/schema/index.ts'
import { cleanLine } from '../domain/plain-text.ts'
import type { Platform } from '../domain/platform.ts'
import { addDirectPlaces, addMember, preferDirect } from './add-members.ts'
import type { Context } from './context.ts'

export type Member = MemberRow

/** Two first taps at once would each make a member where the platform tells no e-mail address. */
const joiningLock = 7_425_004

const finders = new WeakMap<Context, (asked: AskedPerson) => Promise<Member | null>>()

const finderOf = (ctx: Context) => {
  const known = finders.get(ctx)
  if (known) return known
  const finder = ctx.gather<AskedPerson, Member | null>('read', (askings) => readMembersByIdentity(ctx.db, askings))
  finders.set(ctx, finder)
  return finder
}

/** Who that is, with the roles of this moment; null for somebody who never acted here (product §6). */
export const findMember = (ctx: Context, platform: Platform, externalId: string): Promise<Member | null> =>
  finderOf(ctx)({ tenantId: ctx.tenantId, platform, externalId })

type Newcomer = {
  platform: Platform
  externalId: string
  /** What the platform wants to be written to, where that is another id. */
  reach?: string
  email: string | null
  name: string
  zone: string | null
}

const isZone = (zone: string) => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const joinWithin = async (tx: Db, ctx: Context, one: Newcomer): Promise<string> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${joiningLock})`)
  const { tenantId } = ctx
  const { platform, externalId } = one
  const [known] = await tx
    .select({ memberId: identities.memberId })
    .from(identities)
    .where(
      and(eq(identities.tenantId, tenantId), eq(identities.platform, platform), eq(identities.externalId, externalId)),
    )
  if (known) return known.memberId
  const made = { now: ctx.now(), newId: ctx.newId }
  const zone = one.zone !== null && isZone(one.zone) ? one.zone : null
  const person = { email: one.email?.trim() || null, name: cleanLine(one.name, 200) || externalId, zone }
  const memberId = await addMember(tx, tenantId, person, made)
  await addDirectPlaces(tx, tenantId, [memberId], made.now)
  // A member whom the file named without a zone lives where the platform says.
  if (zone !== null)
    await tx
      .update(members)
      .set({ zone })
      .where(and(eq(members.id, memberId), isNull(members.zone)))
  const before = await tx
    .select({ id: identities.id })
    .from(identities)
    .where(eq(identities.memberId, memberId))
    .limit(1)
  if (before.length === 0) await preferDirect(tx, memberId, platform)
  await tx.insert(identities).values({
    id: made.newId(),
    tenantId,
    platform,
    externalId,
    memberId,
    reach: one.reach ?? null,
    joinedAt: made.now,
  })
  return memberId
}

/** Joins somebody at first sight: to the member of that e-mail address, else as a new member without roles (product §6). */
export const joinMember = (ctx: Context, newcomer: Newcomer): Promise<string> =>
  ctx.db.transaction((tx) => joinWithin(tx, ctx, newcomer))

/** How a member is reached on a platform; null when there is no such member. */
export const reachMember = (ctx: Context, platform: Platform, memberId: string) => readReach(ctx.db, platform, memberId)
