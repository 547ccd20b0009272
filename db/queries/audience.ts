import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { prepared } from '../prepared.ts'
import { handoffs, identities } from '../schema/index.ts'

const reachesOf = prepared((db) =>
  db
    .selectDistinct({ reach: identities.reach })
    .from(handoffs)
    .innerJoin(
      identities,
      and(
        eq(identities.tenantId, handoffs.tenantId),
        eq(identities.platform, 'teams'),
        isNotNull(identities.reach),
        or(
          eq(identities.memberId, handoffs.submitterId),
          eq(identities.memberId, handoffs.ownerId),
          eq(identities.memberId, handoffs.aeId),
          sql`exists (select 1 from queue_people p where p.queue_id = ${handoffs.queueId} and p.member_id = ${identities.memberId})`,
        ),
      ),
    )
    .where(and(eq(handoffs.tenantId, sql.placeholder('tenantId')), eq(handoffs.number, sql.placeholder('number'))))
    .limit(sql.placeholder('limit'))
    .prepare('audience'),
)

/**
 * Whom Teams writes to among those who take part in a hand-off: the people of its queue, its submitter, owner and AE. One
 * more than `atMost` at most, so that it is seen when there are too many.
 */
export const readAudience = async (db: Db, tenantId: string, number: number, atMost: number): Promise<string[]> => {
  const rows = await reachesOf(db).execute({ tenantId, number, limit: atMost + 1 })
  return rows.flatMap(({ reach }) => reach ?? [])
}
