import { sql } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { none, type Row } from './row.ts'

/** When the settings of a run remind: after that share of a clock's time, as near as the database reckons it. */
const due = sql.raw("(t.started_at + (t.due_at - t.started_at) * 0.3 - interval '1 second')")

/** Whoever had to hear of a clock by this moment heard of it once (domain §6). */
export const checkReminders = async ({ db }: Store, by: Date): Promise<Row[]> => {
  const at = sql`${by.toISOString()}::timestamptz`
  const waiting = await rowsOf(
    db,
    sql`select h.number, t.clock, t.done_to >= ${due} as is_done,
        q.mode = 'rotate' or t.clock = 'first_touch' as is_personal,
        (select count(*) from notices n where n.timer_id = t.id and n.kind = 'remind') as told
      from timers t join handoffs h on h.id = t.handoff_id join queues q on q.id = h.queue_id
      where t.clock in ('accept', 'first_touch') and t.stopped_at is null and ${due} <= ${at}`,
  )
  const forgotten = waiting.filter(
    (one) => one.is_done !== true || (one.is_personal === true && Number(one.told) !== 1),
  )
  // A queue hears of several at once in one message, which says how many.
  const queues = await rowsOf(
    db,
    sql`select p.external_id as place,
        (select coalesce(sum(case when o.payload->>'kind' = 'thread' then 1 else (o.payload#>>'{text,values,count}')::int end), 0)
          from outbox o where o.lane = p.id::text and o.dedupe_key like 'accept:remind:%') as told,
        (select count(*) from timers t join handoffs h on h.id = t.handoff_id
          where t.clock = 'accept' and h.queue_id = p.queue_id and t.done_to >= ${due}) as due
      from places p join queues q on q.id = p.queue_id where q.mode = 'claim'`,
  )
  const uneven = queues.filter((one) => Number(one.told) !== Number(one.due))
  // Of an acceptance that was told at once it is only noted that it was: the message is one of its own.
  const notices = await rowsOf(
    db,
    sql`select n.id, exists (select 1 from cards c where c.card = 'notice:' || n.id and c.external_id is not null)
        or exists (select 1 from outbox o where o.dedupe_key = n.message and o.state = 'sent') as is_sent
      from notices n where n.sent_at is not null and (n.kind <> 'accepted' or n.sent_at <> n.at)`,
  )
  const unsent = notices.filter((one) => one.is_sent !== true)
  const all = queues.reduce((sum, one) => sum + Number(one.due), 0)
  return [
    none(
      'clocks that were due and said nothing',
      waiting.length,
      forgotten.map((one) => `${one.clock} #${one.number}`),
    ),
    none(
      `queues not reminded once of each (${all} due)`,
      queues.length,
      uneven.map((one) => `${one.place}: ${one.told} of ${one.due}`),
    ),
    none(
      'people not told what was due',
      notices.length,
      unsent.map(({ id }) => String(id)),
    ),
  ]
}
