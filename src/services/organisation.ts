import { isDeepStrictEqual } from 'node:util'
import { asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { members, places, tenants } from '../../db/schema/index.ts'
import type { MemberSetting, Settings } from '../domain/settings.ts'
import { addDirectPlaces, addMembers } from './add-members.ts'
import { keepFramework, type StoredFramework } from './current-framework.ts'
import { syncQueues } from './sync-queues.ts'

type Made = { now: Date; newId: () => string }

/** Two processes that start at once would each found the organisation. */
const organisationLock = 7_425_002

const syncTenant = async (tx: Db, { organisation }: Settings, { now, newId }: Made): Promise<string> => {
  const { name, zone, language, currency, slackTeam, teamsTenant } = organisation
  // A platform that was joined in chat stays joined where the file says nothing of it.
  const set = {
    name,
    zone,
    language,
    currency,
    ...(slackTeam === null ? {} : { slackTeam }),
    ...(teamsTenant === null ? {} : { teamsTenant }),
  }
  const first = await readOrganisation(tx)
  if (!first) {
    const id = newId()
    await tx.insert(tenants).values({ id, ...set, createdAt: now })
    return id
  }
  if (!isDeepStrictEqual({ ...first, ...set }, first)) await tx.update(tenants).set(set).where(eq(tenants.id, first.id))
  return first.id
}

const storedMembers = (tx: Db, tenantId: string) =>
  tx
    .select({ ...getTableColumns(members), placeId: places.id })
    .from(members)
    .leftJoin(places, eq(places.id, members.id))
    .where(eq(members.tenantId, tenantId))
    .orderBy(asc(members.createdAt), asc(members.id))

/** What the file says of a member; zone, language and hours are the member's own to set where it leaves them out. */
const saidOf = ({ name, roles, zone, language, hours, cap, capPerDay }: MemberSetting) => ({
  name,
  roles,
  isActive: true,
  cap,
  capPerDay,
  ...(zone === null ? {} : { zone }),
  ...(language === null ? {} : { language }),
  ...(hours === null ? {} : { hours }),
})

const syncMembers = async (tx: Db, tenantId: string, settled: MemberSetting[] | null, made: Made) => {
  const before = await storedMembers(tx, tenantId)
  const withoutPlace = before.filter(({ placeId }) => placeId === null).map(({ id }) => id)
  await addDirectPlaces(tx, tenantId, withoutPlace, made.now)
  if (settled === null) return before
  const byEmail = new Map(before.map((member) => [member.email, member]))
  const named = new Set(settled.map(({ email }) => email))
  let changes = 0
  for (const member of settled) {
    const stored = byEmail.get(member.email)
    const set = saidOf(member)
    if (!stored || isDeepStrictEqual({ ...stored, ...set }, stored)) continue
    changes += 1
    await tx.update(members).set(set).where(eq(members.id, stored.id))
  }
  const fresh = settled.filter(({ email }) => !byEmail.has(email))
  await addMembers(tx, tenantId, fresh, made)
  // Whoever has no roles was never named: a lead's history or a message brought them, and they stay.
  const gone = before.filter(
    ({ email, roles, isActive }) => isActive && roles.length > 0 && (email === null || !named.has(email)),
  )
  for (const { id } of gone) await tx.update(members).set({ isActive: false, roles: [] }).where(eq(members.id, id))
  return changes + fresh.length + gone.length > 0 ? storedMembers(tx, tenantId) : before
}

/**
 * Brings the organisation, its members, queues and framework to what is settled, in one transaction; changes nothing
 * where nothing differs. A member who left the file becomes inactive and loses every role (product §6).
 */
export const syncOrganisation = (
  db: Db,
  settings: Settings,
  now: Date,
  newId: () => string,
): Promise<{ tenantId: string; framework: StoredFramework }> =>
  db.transaction(async (tx) => {
    const made = { now, newId }
    await tx.execute(sql`select pg_advisory_xact_lock(${organisationLock})`)
    const tenantId = await syncTenant(tx, settings, made)
    const people = await syncMembers(tx, tenantId, settings.members, made)
    const idOf = new Map(people.map(({ id, email }) => [email, id]))
    const managers = people.flatMap(({ email, roles, isActive }) =>
      email !== null && isActive && (roles.includes('manager') || roles.includes('admin')) ? [email] : [],
    )
    await syncQueues(tx, tenantId, settings.queues, managers, (email) => idOf.get(email), made)
    return { tenantId, framework: await keepFramework(tx, tenantId, settings, made) }
  })
