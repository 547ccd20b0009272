import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Platform } from '../../src/domain/platform.ts'
import type { Db } from '../client.ts'
import { identities, members } from '../schema/index.ts'

const mention = /^<@([^>|]+)(?:\|[^>]*)?>$/

const shown = { id: members.id, name: members.name, email: members.email }

/** The member whom somebody named: by mention, e-mail address, full name, or a first name that only one bears; else null. */
export const readNamedMember = async (db: Db, tenantId: string, platform: Platform, text: string) => {
  const mentioned = mention.exec(text)?.[1]
  if (mentioned !== undefined) {
    const [row] = await db
      .select(shown)
      .from(identities)
      .innerJoin(members, eq(members.id, identities.memberId))
      .where(
        and(
          eq(identities.tenantId, tenantId),
          eq(identities.platform, platform),
          or(eq(identities.externalId, mentioned), eq(identities.reach, mentioned)),
        ),
      )
    return row ?? null
  }
  const wanted = text.replace(/^@/, '').trim().toLowerCase()
  if (wanted === '') return null
  const rows = await db
    .select(shown)
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenantId),
        sql`(${members.email} = ${wanted} or lower(${members.name}) = ${wanted} or lower(split_part(${members.name}, ' ', 1)) = ${wanted})`,
      ),
    )
    .orderBy(asc(members.createdAt))
    .limit(20)
  const exact = rows.filter(({ name, email }) => email === wanted || name.toLowerCase() === wanted)
  const found = exact.length > 0 ? exact : rows
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Names by e-mail address: reports group by the address and people read the name. */
export const readNamesByEmail = async (db: Db, tenantId: string, emails: string[]): Promise<Map<string, string>> => {
  if (emails.length === 0) return new Map()
  const rows = await db
    .select(shown)
    .from(members)
    .where(and(eq(members.tenantId, tenantId), inArray(members.email, emails)))
  return new Map(rows.flatMap(({ email, name }) => (email === null ? [] : [[email, name] as const])))
}

/** The e-mail address of a member; null where the platform did not tell it. */
export const readEmail = async (db: Db, memberId: string) => {
  const [row] = await db.select(shown).from(members).where(eq(members.id, memberId))
  return row?.email ?? null
}
