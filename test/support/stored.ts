import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import type { Chat } from './chat.ts'

/** What a refused request may leave behind: that it came, and from where; messages that go out or are drawn again. */
const deliveries = ['idempotency_keys', 'outbox', 'lanes', 'conversations']

/** All that the store holds but deliveries, as one mark for each table, once nothing is left to be sent. */
export const storedIn = async (chat: Chat): Promise<Record<string, string>> => {
  await chat.settled()
  const tables = await rowsOf(
    chat.db(),
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  const names = tables.map(({ name }) => String(name)).filter((name) => !deliveries.includes(name))
  const marks = names.map(
    (name) =>
      sql`select ${name}::text as name, md5(string_agg(t::text, chr(10) order by t::text)) as mark from ${sql.identifier(name)} t`,
  )
  const rows = await rowsOf(chat.db(), sql.join(marks, sql` union all `))
  return Object.fromEntries(rows.map(({ name, mark }) => [String(name), String(mark)]))
}
