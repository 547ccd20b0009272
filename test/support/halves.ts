import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import type { Chat } from './chat.ts'

/** What would be there if an act had been stored by halves. */
export const halvesIn = async (chat: Chat) => {
  const questions = {
    'a stage that no line of history led to': sql`select h.number from handoffs h where h.stage is distinct from
      (select l.to_stage from history l where l.handoff_id = h.id order by l.id desc limit 1)`,
    'a line that does not begin where the one before ended': sql`select l.id from (select id, from_stage,
      lag(to_stage) over (partition by handoff_id order by id) as before from history) l
      where l.before is not null and l.from_stage is distinct from l.before`,
    'a stage of sales without an owner': sql`select number from handoffs where stage in ('SAL', 'SQL', 'SQO') and owner_id is null`,
    'two clocks of a kind at once': sql`select handoff_id from timers where stopped_at is null and about is null
      group by handoff_id, clock having count(*) > 1`,
    'a clock of acceptance that runs for what was accepted': sql`select t.id from timers t join handoffs h on h.id = t.handoff_id
      where t.clock = 'accept' and t.stopped_at is null and h.stage <> 'MQL'`,
    'an answer that names a line which is not there': sql`select k.key from idempotency_keys k,
      jsonb_array_elements_text(case when jsonb_typeof(k.answer->'lines') = 'array' then k.answer->'lines' else '[]' end) line
      where not exists (select 1 from history l where l.id = line::uuid)`,
    'a message in a lane that nobody serves': sql`select o.id from outbox o where o.state = 'queued'
      and not exists (select 1 from lanes l where l.tenant_id = o.tenant_id and l.lane = o.lane)`,
  }
  const found: Record<string, number> = {}
  for (const [what, question] of Object.entries(questions)) {
    const rows = await rowsOf(chat.db(), question)
    if (rows.length > 0) found[what] = rows.length
  }
  return found
}
