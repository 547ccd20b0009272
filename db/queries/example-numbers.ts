import { type Stage, stages } from '../../src/domain/stages.ts'
import type { RunPrepared } from '../client.ts'

/** A look into one index for each stage and each way to be near: none of them reads more than its last entry. */
const statement = `
select s.stage, coalesce(
  greatest(
    (select max(number) from handoffs where owner_id = $2::uuid and stage = s.stage),
    (select max(number) from handoffs where ae_id = $2::uuid and stage = s.stage),
    (select max(number) from handoffs where tenant_id = $1::uuid and stage = 'MQL' and s.stage = 'MQL' and offered_to = $2::uuid)),
  (select max(last) from queue_people p, lateral (
      select max(number) as last from handoffs where queue_id = p.queue_id and stage = s.stage) of_queue
    where p.member_id = $2::uuid and p.part <> 'ae'),
  (select max(number) from handoffs where tenant_id = $1::uuid and stage = s.stage)) as number
from unnest($3::text[]) s(stage)`

/** The newest number of each stage that the member works on, else of the member's queues, else of all: an example works as typed. */
export const readExampleNumbers = async (
  run: RunPrepared,
  tenantId: string,
  memberId: string,
): Promise<Partial<Record<Stage, number>>> => {
  const rows = await run(statement, [tenantId, memberId, `{${stages.join(',')}}`])
  return Object.fromEntries(rows.flatMap(({ stage, number }) => (number === null ? [] : [[stage, Number(number)]])))
}
