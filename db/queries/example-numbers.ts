import { eq, max, or, sql } from 'drizzle-orm'
import type { Stage } from '../../src/domain/stages.ts'
import type { Db } from '../client.ts'
import { handoffs } from '../schema/index.ts'

/** The newest number of each stage that the member works on, else of the member's queues, else of all: an example works as typed. */
export const readExampleNumbers = async (
  db: Db,
  tenantId: string,
  memberId: string,
): Promise<Partial<Record<Stage, number>>> => {
  const isOwn = or(eq(handoffs.ownerId, memberId), eq(handoffs.aeId, memberId), eq(handoffs.offeredTo, memberId))
  const isNear = sql`exists (select 1 from queue_people p where p.queue_id = ${handoffs.queueId} and p.member_id = ${memberId} and p.part <> 'ae')`
  const rows = await db
    .select({
      stage: handoffs.stage,
      own: sql<number | null>`max(${handoffs.number}) filter (where ${isOwn})`,
      near: sql<number | null>`max(${handoffs.number}) filter (where ${isNear})`,
      any: max(handoffs.number),
    })
    .from(handoffs)
    .where(eq(handoffs.tenantId, tenantId))
    .groupBy(handoffs.stage)
  return Object.fromEntries(rows.map(({ stage, own, near, any }) => [stage, own ?? near ?? any ?? 1]))
}
