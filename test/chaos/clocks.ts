import { type SQL, sql } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { chains } from './organisation.ts'
import { none, type Row, shown } from './row.ts'

/** One episode of a clock: how far it came, how far it did its work, both in per cent, and what it said and did on its way. */
type Episode = {
  id: string
  clock: 'accept' | 'first_touch'
  number: number
  isRunning: boolean
  isInTurn: boolean
  came: number
  did: number
  isBreached: boolean
  lacksHelp: boolean
  reoffers: number
  told: Record<string, number>
  /** How far it was when it said the first thing of each kind. */
  toldAt: Record<string, number>
}

/** As near as per cents of a few minutes are reckoned. */
const slack = 0.5

const shareAt = (moment: SQL) =>
  sql`extract(epoch from ${moment} - t.started_at) * 100 / extract(epoch from t.due_at - t.started_at)`

const readEpisodes = async ({ db }: Store, by: Date): Promise<Episode[]> => {
  const rows = await rowsOf(
    db,
    sql`select t.id, t.clock, h.number, t.stopped_at is null as is_running, q.mode = 'rotate' as is_in_turn,
        ${shareAt(sql`${by.toISOString()}::timestamptz`)} as came, coalesce(${shareAt(sql`t.done_to`)}, 0) as did,
        t.breached_at is not null as is_breached,
        exists (select 1 from queues b join places p on p.queue_id = b.id where b.key = q.backup and not exists
          (select 1 from cards c where c.handoff_id = h.id and c.place_id = p.id and c.card = 'handoff')) as lacks_help,
        (select count(*) from history l where l.handoff_id = h.id and l.verb = 'reoffer') as reoffers,
        (select coalesce(jsonb_object_agg(kind, n), '{}') from
          (select kind, count(*) as n from notices n where n.timer_id = t.id group by kind) k) as told,
        (select coalesce(jsonb_object_agg(kind, at), '{}') from
          (select kind, ${shareAt(sql`min(n.at)`)} as at from notices n where n.timer_id = t.id group by kind) k) as told_at
      from timers t join handoffs h on h.id = t.handoff_id join queues q on q.id = h.queue_id
      where t.clock in ('accept', 'first_touch')`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    clock: row.clock === 'accept' ? 'accept' : 'first_touch',
    number: Number(row.number),
    isRunning: row.is_running === true,
    isInTurn: row.is_in_turn === true,
    came: Number(row.came),
    did: Number(row.did),
    isBreached: row.is_breached === true,
    lacksHelp: row.lacks_help === true,
    reoffers: Number(row.reoffers),
    told: row.told as Record<string, number>,
    toldAt: row.told_at as Record<string, number>,
  }))
}

/** What a clock that runs has to have done by now, and has not; what was said too late to be said is left out (domain §6). */
const omissionsOf = (one: Episode): string[] => {
  const chain = chains[one.clock]
  const isPast = (share: number) => one.came > share + slack
  const told = (kind: string) => one.told[kind] ?? 0
  const isPersonal = one.clock === 'first_touch' || one.isInTurn
  const wrong: [boolean, string][] = [
    [isPersonal && isPast(chain.remind) && !isPast(chain.managers) && told('remind') !== 1, 'reminded nobody'],
    [isPast(chain.breach) && !one.isBreached, 'is not marked'],
    [one.clock === 'accept' && isPast(chain.breach) && one.lacksHelp, 'called no help'],
    [isPast(chain.managers) && told('managers') !== 1, 'told no manager'],
    [one.clock === 'first_touch' && isPast(chain.managers) && told('overdue') !== 1, 'did not tell the owner'],
    [one.clock === 'accept' && one.isInTurn && isPast(chains.accept.reoffer) && one.reoffers !== 1, 'asked no other'],
  ]
  return wrong.flatMap(([isWrong, what]) => (isWrong ? [`${one.clock} #${one.number} ${what}`] : []))
}

const isEarly = ({ clock, toldAt }: Episode) =>
  (toldAt.remind ?? 1_000) < chains[clock].remind - slack || (toldAt.managers ?? 1_000) < chains[clock].managers - slack

/** In a queue where whoever taps first wins a place is told, of several at once in one message, which says how many. */
const checkQueues = async ({ db }: Store, episodes: readonly Episode[]): Promise<Row> => {
  const ids = (isSo: (one: Episode) => boolean) =>
    JSON.stringify(episodes.filter((one) => one.clock === 'accept' && !one.isInTurn && isSo(one)).map(({ id }) => id))
  const { remind, managers } = chains.accept
  const within = (list: string) => sql`(select count(*) from timers t join handoffs h on h.id = t.handoff_id
    where h.queue_id = p.queue_id and t.id in (select e::uuid from jsonb_array_elements_text(${list}::jsonb) e))`
  const queues = await rowsOf(
    db,
    sql`select p.external_id as place,
        (select coalesce(sum(case when o.payload->>'kind' = 'thread' then 1 else (o.payload#>>'{text,values,count}')::int end), 0)
          from outbox o where o.lane = p.id::text and o.dedupe_key like 'accept:remind:%') as told,
        ${within(ids(({ did }) => did > remind - slack && did < managers - slack))} as least,
        ${within(ids(({ did }) => did > remind - slack))} as most
      from places p join queues q on q.id = p.queue_id where q.mode = 'claim'`,
  )
  const uneven = queues.filter(({ told, least, most }) => Number(told) < Number(least) || Number(told) > Number(most))
  const all = queues.reduce((sum, { told }) => sum + Number(told), 0)
  return none(
    `places not reminded once of each (${all} told)`,
    queues.length,
    uneven.map(({ place, told, least, most }) => `${place}: ${told}, not ${least} to ${most}`),
  )
}

/** Every clock did what was due by a moment, each thing once, and nothing before its time (domain §6). */
export const checkClocks = async (store: Store, by: Date): Promise<Row[]> => {
  const episodes = await readEpisodes(store, by)
  const running = episodes.filter(({ isRunning }) => isRunning)
  const sum = (count: (one: Episode) => number) => String(episodes.reduce((all, one) => all + count(one), 0))
  const counts = [
    `${sum(({ told }) => told.remind ?? 0)} reminders`,
    `${sum(({ isBreached }) => Number(isBreached))} breaches`,
    `${sum(({ told }) => told.managers ?? 0)} to managers`,
    `${sum(({ clock, reoffers }) => (clock === 'accept' ? reoffers : 0))} to the next`,
  ]
  return [
    shown('what clocks did', counts.join(', ')),
    none('clocks that left something undone', running.length, running.flatMap(omissionsOf)),
    none(
      'clocks that spoke too early',
      episodes.length,
      episodes.filter(isEarly).map(({ clock, number }) => `${clock} #${number}`),
    ),
    await checkQueues(store, episodes),
  ]
}
