import { sql } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { none, type Row } from './row.ts'

/** What people were to hear of clocks went out: as a card of its own, or in a list (domain §6). */
export const checkNotices = async ({ db }: Store): Promise<Row> => {
  // Of an acceptance that was told at once it is only noted that it was: the message is one of its own.
  const notices = await rowsOf(
    db,
    sql`select n.id, n.kind, exists (select 1 from cards c where c.card = 'notice:' || n.id and c.external_id is not null)
        or exists (select 1 from outbox o where o.dedupe_key = n.message and o.state = 'sent') as is_sent
      from notices n where n.sent_at is not null and (n.kind <> 'accepted' or n.sent_at <> n.at)`,
  )
  const unsent = notices.filter((one) => one.is_sent !== true)
  return none(
    'people not told what was due',
    notices.length,
    unsent.map(({ id, kind }) => `${kind} ${id}`),
  )
}
