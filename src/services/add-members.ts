import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { members, places } from '../../db/schema/index.ts'
import type { Platform } from '../domain/platform.ts'
import type { MemberSetting } from '../domain/settings.ts'

/** Somebody to be added: all but the name may be unknown; the e-mail address is the one that joins the platforms. */
export type NewMember = Partial<Omit<MemberSetting, 'email' | 'name'>> & { email: string | null; name: string }

type Made = { now: Date; newId: () => string }

/** From here on a member's direct messages go to that platform (product §6, "Cards"). */
export const preferDirect = async (db: Db, memberId: string, platform: Platform) => {
  await db
    .update(places)
    .set({ platform })
    .where(and(eq(places.id, memberId), eq(places.kind, 'direct')))
}

/**
 * Gives each of these members the place where the product writes to them alone; it bears the member's own id. On which
 * platform that is, the first joining says.
 */
export const addDirectPlaces = async (db: Db, tenantId: string, memberIds: readonly string[], now: Date) => {
  if (memberIds.length === 0) return
  const rows = memberIds.map((id) => ({
    id,
    tenantId,
    platform: 'slack' as const,
    kind: 'direct' as const,
    externalId: id,
    memberId: id,
    createdAt: now,
  }))
  await db.insert(places).values(rows).onConflictDoNothing()
}

/** Adds members with their direct places, in the order given; one whose e-mail address is known already stays as it is. */
export const addMembers = async (
  db: Db,
  tenantId: string,
  people: readonly NewMember[],
  { now, newId }: Made,
): Promise<string[]> => {
  if (people.length === 0) return []
  const rows = people.map(({ email, name, roles, zone, language, hours, cap, capPerDay }) => ({
    id: newId(),
    tenantId,
    email: email?.toLowerCase() ?? null,
    name,
    roles: roles ?? [],
    zone: zone ?? null,
    language: language ?? null,
    hours: hours ?? null,
    cap: cap ?? null,
    capPerDay: capPerDay ?? null,
    createdAt: now,
  }))
  const added = await db
    .insert(members)
    .values(rows)
    .onConflictDoNothing({ target: [members.tenantId, members.email] })
    .returning({ id: members.id })
  await addDirectPlaces(
    db,
    tenantId,
    added.map(({ id }) => id),
    now,
  )
  if (added.length === rows.length) return rows.map(({ id }) => id)
  // Somebody else was faster with one of them: theirs is the member.
  const emails = rows.flatMap(({ email }) => email ?? [])
  const known = await db
    .select({ id: members.id, email: members.email })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), inArray(members.email, emails)))
  const idOf = new Map(known.map(({ id, email }) => [email, id]))
  return rows.map(({ id, email }) => (email === null ? id : (idOf.get(email) ?? id)))
}

/** Adds one member with the direct place, or finds the member of that e-mail address; answers with the id. */
export const addMember = async (db: Db, tenantId: string, person: NewMember, made: Made): Promise<string> => {
  const [id] = await addMembers(db, tenantId, [person], made)
  if (id === undefined) throw new Error('A member was not added.')
  return id
}
