import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs } from '../schema/index.ts'

/** The open hand-offs that somebody is offered, owns or is the AE of. */
export const readOpenOf = (db: Db, tenantId: string, memberId: string) =>
  db
    .select({
      number: handoffs.number,
      stage: handoffs.stage,
      queueId: handoffs.queueId,
      isAe: sql<boolean>`coalesce(${handoffs.aeId} = ${memberId}::uuid, false)`,
    })
    .from(handoffs)
    .where(
      and(
        eq(handoffs.tenantId, tenantId),
        or(
          and(eq(handoffs.stage, 'MQL'), eq(handoffs.offeredTo, memberId)),
          and(sql`${handoffs.stage} in ('SAL', 'SQL', 'SQO')`, eq(handoffs.ownerId, memberId)),
          and(sql`${handoffs.stage} in ('SQL', 'SQO')`, eq(handoffs.aeId, memberId)),
        ),
      ),
    )
    .orderBy(asc(handoffs.number))
