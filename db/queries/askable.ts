import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { identities, members } from '../schema/index.ts'

/** Members by id, and whether a platform knows them or could be asked for them by their address. */
export const readAskable = async (db: Db, ids: string[]) =>
  ids.length === 0
    ? []
    : db
        .select({
          id: members.id,
          name: members.name,
          isReachable: sql<boolean>`${members.isActive} and (${members.email} is not null or exists (
            select 1 from ${identities} where ${eq(identities.memberId, members.id)}))`,
        })
        .from(members)
        .where(inArray(members.id, ids))
