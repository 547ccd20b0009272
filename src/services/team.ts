import { and, eq, max, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { members, queuePeople, queues } from '../../db/schema/index.ts'
import { unroutedQueue } from '../domain/routing.ts'
import type { Role } from '../domain/settings.ts'
import type { TeamPart } from '../domain/team-words.ts'
import type { Context } from './context.ts'

/** Two admins who take each other's role away at once would leave nobody. */
const rolesLock = 7_425_006

type Changed = 'changed' | 'lastAdmin'

const isManaging = (roles: readonly Role[]) => roles.includes('manager') || roles.includes('admin')

/** All who manage manage what no rule matched (domain §5). */
const standInUnrouted = async (ctx: Context, tx: Db, memberId: string, stands: boolean) => {
  const [unrouted] = await tx
    .select({ id: queues.id })
    .from(queues)
    .where(and(eq(queues.tenantId, ctx.tenantId), eq(queues.key, unroutedQueue)))
  if (!unrouted) return
  if (stands) await place(tx, unrouted.id, memberId, 'manager')
  else await leaveQueue(tx, unrouted.id, memberId)
}

const place = async (tx: Db, queueId: string, memberId: string, part: TeamPart) => {
  const [last] = await tx
    .select({ position: max(queuePeople.position) })
    .from(queuePeople)
    .where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.part, part)))
  await tx
    .insert(queuePeople)
    .values({ queueId, memberId, part, position: (last?.position ?? -1) + 1 })
    .onConflictDoNothing()
}

const leaveQueue = (tx: Db, queueId: string, memberId: string) =>
  tx.delete(queuePeople).where(and(eq(queuePeople.queueId, queueId), eq(queuePeople.memberId, memberId)))

const isLastAdmin = async (ctx: Context, tx: Db, memberId: string) => {
  await tx.execute(sql`select pg_advisory_xact_lock(${rolesLock})`)
  const admins = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.tenantId, ctx.tenantId), eq(members.isActive, true), sql`${members.roles} @> '["admin"]'::jsonb`),
    )
  return admins.length === 1 && admins[0]?.id === memberId
}

const withRole = (role: Role) => {
  const one = JSON.stringify([role])
  return sql<
    Role[]
  >`case when ${members.roles} @> ${one}::jsonb then ${members.roles} else ${members.roles} || ${one}::jsonb end`
}

/**
 * Makes somebody part of a queue, and of the team again who was taken out of it, with the role that comes with it if any.
 * `joins` is null where the file settles who is what.
 */
export const addToQueue = (
  ctx: Context,
  queueId: string,
  memberId: string,
  part: TeamPart,
  joins: { role: Role | null } | null,
) =>
  ctx.db.transaction(async (tx) => {
    await place(tx, queueId, memberId, part)
    if (joins === null) return
    const [member] = await tx
      .update(members)
      .set({ isActive: true, ...(joins.role ? { roles: withRole(joins.role) } : {}) })
      .where(eq(members.id, memberId))
      .returning({ roles: members.roles })
    if (member && isManaging(member.roles)) await standInUnrouted(ctx, tx, memberId, true)
  })

/** Takes somebody out of a queue, whatever they were in it. */
export const removeFromQueue = (ctx: Context, queueId: string, memberId: string) =>
  leaveQueue(ctx.db, queueId, memberId)

/** Settles what somebody is in the organisation; the last admin stays one. */
export const setRoles = (ctx: Context, memberId: string, roles: Role[]): Promise<Changed> =>
  ctx.db.transaction(async (tx) => {
    if (!roles.includes('admin') && (await isLastAdmin(ctx, tx, memberId))) return 'lastAdmin'
    await tx.update(members).set({ roles, isActive: true }).where(eq(members.id, memberId))
    await standInUnrouted(ctx, tx, memberId, isManaging(roles))
    return 'changed'
  })

/**
 * Settles how many SALs that nobody touched yet somebody may have, null is the usual number; and how many hand-offs a day,
 * null is as many as come (domain §5). What is left out stays.
 */
export const setCaps = (ctx: Context, memberId: string, caps: { cap?: number | null; capPerDay?: number | null }) =>
  ctx.db.update(members).set(caps).where(eq(members.id, memberId))

/** Takes somebody out of the team: no role, no queue, and no act any more. The last admin stays. */
export const deactivate = (ctx: Context, memberId: string): Promise<Changed> =>
  ctx.db.transaction(async (tx) => {
    if (await isLastAdmin(ctx, tx, memberId)) return 'lastAdmin'
    await tx.update(members).set({ isActive: false, roles: [] }).where(eq(members.id, memberId))
    await tx.delete(queuePeople).where(eq(queuePeople.memberId, memberId))
    return 'changed'
  })
