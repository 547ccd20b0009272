import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { identities, members } from '../schema/index.ts'

const isJoined = sql<boolean>`exists (select 1 from ${identities} where ${eq(identities.memberId, members.id)})`

/** Members by id: whether they were ever seen on a platform, and whether one could at least be asked for their address. */
export const readAskable = async (db: Db, ids: string[]) =>
  ids.length === 0
    ? []
    : db
        .select({
          id: members.id,
          name: members.name,
          isJoined,
          isReachable: sql<boolean>`${members.isActive} and (${members.email} is not null or ${isJoined})`,
        })
        .from(members)
        .where(inArray(members.id, ids))
