import { and, asc, eq, sql } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { prepared } from '../prepared.ts'
import { identities, members } from '../schema/index.ts'

/** A platform's own name for somebody. */
export type AskedPerson = { tenantId: string; platform: Platform; externalId: string }

const asked = sql`jsonb_to_recordset(${sql.placeholder('asked')}::jsonb) as asked(ord int, "tenantId" uuid, platform text, "externalId" text)`

const peopleOf = prepared((db) =>
  db
    .select({
      ord: sql<number>`asked.ord`.as('asked_ord'),
      member: {
        id: members.id,
        name: members.name,
        email: members.email,
        roles: members.roles,
        language: members.language,
        zone: members.zone,
        isActive: members.isActive,
      },
    })
    .from(identities)
    .innerJoin(
      asked,
      sql`asked."tenantId" = ${identities.tenantId} and asked.platform = ${identities.platform} and asked."externalId" = ${identities.externalId}`,
    )
    .innerJoin(members, eq(members.id, identities.memberId))
    .prepare('people'),
)

export type MemberRow = Awaited<ReturnType<ReturnType<typeof peopleOf>['execute']>>[number]['member']

/** Reads the members behind many identities at once; null where nobody was joined by that id. */
export const readMembersByIdentity = async (db: Db, askings: readonly AskedPerson[]): Promise<(MemberRow | null)[]> => {
  const rows = await peopleOf(db).execute({ asked: JSON.stringify(askings.map((one, ord) => ({ ...one, ord }))) })
  const found = new Map(rows.map(({ ord, member }) => [ord, member]))
  return askings.map((_, ord) => found.get(ord) ?? null)
}

/** How a member is reached on a platform: the id joined first, and the address to look another one up by. */
export const readReach = async (db: Db, platform: Platform, memberId: string) => {
  const [row] = await db
    .select({ externalId: identities.externalId, email: members.email, name: members.name, zone: members.zone })
    .from(members)
    .leftJoin(identities, and(eq(identities.memberId, members.id), eq(identities.platform, platform)))
    .where(eq(members.id, memberId))
    .orderBy(asc(identities.joinedAt))
    .limit(1)
  return row ?? null
}
