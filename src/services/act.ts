import { getTableColumns, type InferInsertModel, sql, type Table } from 'drizzle-orm'
import type { Db, RunPrepared } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { cards, handoffs, history, leads, meetings, qualifications, signals, timers } from '../../db/schema/index.ts'

type Row<T extends Table> = InferInsertModel<T>

/** A message that is to reach a place once. */
export type Told = { lane: string; dedupeKey: string; payload: Record<string, unknown> }

/**
 * All that one act changes, as data. It is decided on one version of the hand-off and takes effect as a whole, or not
 * at all when the hand-off has moved on since.
 */
export type Act = {
  tenantId: string
  at: Date
  /** The request's own key, and what a repeat of it needs to know. */
  delivery: string | null
  answer: Record<string, unknown>
  handoffId: string
  /** The version it was decided on; null when the act makes the hand-off. */
  version: number | null
  set: Partial<Row<typeof handoffs>>
  makes?: { lead: Row<typeof leads> | null; handoff: Row<typeof handoffs> }
  leadSet?: { id: string; set: Partial<Row<typeof leads>> }
  lines: Row<typeof history>[]
  signals?: Row<typeof signals>[]
  timers?: Row<typeof timers>[]
  stops?: { clock: string; line: string }[]
  /** Clocks that go on with another due time, and the one they had. */
  dues?: { id: string; dueAt: Date; was: Date }[]
  meetings?: Row<typeof meetings>[]
  meetingSets?: { id: string; outcome: string; line: string }[]
  qualifications?: Row<typeof qualifications>[]
  cards?: Pick<Row<typeof cards>, 'id' | 'placeId' | 'card'>[]
  tells?: Told[]
  /** Members whose turn in a rotation this was. */
  turns?: string[]
  /** Lines whose clocks, answers and meetings are taken back. */
  undoes?: string[]
}

const columnsOf = (table: Table) => Object.values(getTableColumns(table)).map((one) => `"${one.name}"`)

const list = (table: Table, of = '') =>
  columnsOf(table)
    .map((name) => `${of}${name}`)
    .join(', ')

const namesOf = new Map<Table, [string, string][]>()

/** A row under its column names, as `jsonb_populate_record` reads it. */
const stored = (table: Table, row: Record<string, unknown>) => {
  let names = namesOf.get(table)
  if (!names) {
    names = Object.entries(getTableColumns(table)).map(([field, column]) => [field, column.name])
    namesOf.set(table, names)
  }
  const result: Record<string, unknown> = {}
  for (const [field, name] of names) if (row[field] !== undefined) result[name] = row[field]
  return result
}

const fixed = new Set(['"id"', '"tenant_id"', '"number"', '"version"', '"lead_id"'])
const changing = columnsOf(handoffs).filter((name) => !fixed.has(name))

/** Appends the rows of one table that the acts brought along, with the defaults that they left out. */
const append = (name: string, table: Table, table_: string, from: string, defaults: string) =>
  `${name} as (insert into ${table_} (${list(table)})
    select ${list(table, 'r.')} from won join acts a using (ord),
      jsonb_array_elements(a.adds->'${from}') item, jsonb_populate_record(null::${table_}, '${defaults}'::jsonb || item) r)`

/**
 * One statement that makes any number of acts, each on its own hand-off, and says which of them won. Everything hangs on
 * `won`: an act whose hand-off has moved on leaves no trace. Hand-offs are locked in the order of their ids, so that two
 * processes never wait for each other. The arrays keep the planner to the index: it guesses a hundred acts, and would
 * read the whole table for them.
 */
const statement = `
with acts as materialized (
  select * from jsonb_to_recordset($1::jsonb) as a(ord int, tenant_id uuid, at timestamptz, key text, answer jsonb,
    handoff_id uuid, version int, "set" jsonb, lead jsonb, made jsonb, lead_id uuid, lead_set jsonb, adds jsonb)
), locked as materialized (
  select id from handoffs where id = any (array(select handoff_id from acts where version is not null)) order by id for no key update
), keyed as (
  insert into idempotency_keys (tenant_id, key, answer, at)
    select tenant_id, key, answer, at from acts where made is not null and key is not null
    on conflict do nothing returning tenant_id, key
), changed as (
  update handoffs h set (${changing.join(', ')}) = (select ${changing.map((c) => `r.${c}`).join(', ')} from jsonb_populate_record(h, a.set) r),
    version = h.version + 1
  from acts a where h.id = a.handoff_id and h.version = a.version and h.id = any (array(select id from locked))
  returning a.ord, h.id, h.version
), lead as (
  insert into leads (${list(leads)}) select ${list(leads, 'r.')} from acts a join keyed using (tenant_id, key),
    jsonb_populate_record(null::leads, a.lead) r where a.lead is not null
), made as (
  insert into handoffs (${list(handoffs)}) select ${list(handoffs, 'r.')} from acts a join keyed using (tenant_id, key),
    jsonb_populate_record(null::handoffs, '{"version":1,"returns":0,"is_imported":false}'::jsonb || a.made) r
  where a.made is not null returning id, version
), won as materialized (
  select ord, id, version from changed
  union all select a.ord, m.id, m.version from acts a join made m on m.id = a.handoff_id
), remembered as (
  insert into idempotency_keys (tenant_id, key, answer, at)
    select a.tenant_id, a.key, a.answer, a.at from won join acts a using (ord) where a.version is not null and a.key is not null
    on conflict do nothing
), lead_changed as (
  update leads l set (${changingLead().join(', ')}) = (select ${changingLead()
    .map((c) => `r.${c}`)
    .join(', ')} from jsonb_populate_record(l, a.lead_set) r)
  from acts a join won using (ord) where l.id = a.lead_id
), ${append('line', history, 'history', 'lines', '{}')},
${append('signal', signals, 'signals', 'signals', '{}')},
${append('timer', timers, 'timers', 'timers', '{}')},
${append('meeting', meetings, 'meetings', 'meetings', '{"is_undone":false}')},
${append('qualification', qualifications, 'qualifications', 'qualifications', '{"is_undone":false}')},
stopped as (
  update timers t set stopped_at = a.at, stopped_by = (s->>'line')::uuid
  from won join acts a using (ord), jsonb_array_elements(a.adds->'stops') s
  where t.handoff_id = won.id and t.clock = s->>'clock' and t.stopped_at is null
    and not exists (select 1 from jsonb_array_elements_text(a.adds->'undoes') u where t.stopped_by = u::uuid or t.started_by = u::uuid)
), set_anew as (
  update timers t set due_at = (d->>'dueAt')::timestamptz
  from won join acts a using (ord), jsonb_array_elements(a.adds->'dues') d
  where t.id = (d->>'id')::uuid and t.handoff_id = won.id and t.stopped_at is null
), met as (
  update meetings m set outcome = s->>'outcome', outcome_at = a.at, outcome_line_id = (s->>'line')::uuid
  from won join acts a using (ord), jsonb_array_elements(a.adds->'meetingSets') s where m.id = (s->>'id')::uuid
), undone as (
  select won.id as handoff_id, u::uuid as line from won join acts a using (ord), jsonb_array_elements_text(a.adds->'undoes') u
), clocks_undone as (
  update timers t set stopped_at = case when t.started_by = u.line then coalesce(t.stopped_at, t.started_at) end,
    stopped_by = null, fired_at = case when t.started_by = u.line then coalesce(t.fired_at, t.started_at) else t.fired_at end,
    clock = case when t.started_by = u.line then 'undone:' || t.clock else t.clock end
  from undone u where t.handoff_id = u.handoff_id and (t.stopped_by = u.line or t.started_by = u.line)
), answers_undone as (
  update qualifications q set is_undone = true from undone u where q.handoff_id = u.handoff_id and q.line_id = u.line
), meetings_undone as (
  update meetings m set is_undone = m.is_undone or m.line_id = u.line,
    outcome = case when m.outcome_line_id = u.line then null else m.outcome end,
    outcome_at = case when m.outcome_line_id = u.line then null else m.outcome_at end
  from undone u where m.handoff_id = u.handoff_id and (m.line_id = u.line or m.outcome_line_id = u.line)
), new_cards as (
  insert into cards (id, tenant_id, handoff_id, place_id, card, shown_version)
    select (c->>'id')::uuid, a.tenant_id, won.id, (c->>'place_id')::uuid, c->>'card', 0
    from won join acts a using (ord), jsonb_array_elements(a.adds->'cards') c
    on conflict (handoff_id, place_id, card) do nothing returning id, handoff_id, place_id
), copies as (
  select id, handoff_id, place_id from cards where handoff_id = any (array(select id from won))
  union all select id, handoff_id, place_id from new_cards
), turned as (
  update members m set ae_turn_at = a.at from won join acts a using (ord), jsonb_array_elements_text(a.adds->'turns') t
  where m.id = t::uuid
), sends as materialized (
  select a.tenant_id, c.place_id::text as lane, 'card:' || c.id || ':' || won.version as dedupe_key,
    jsonb_build_object('kind', 'card', 'card', c.id) as payload, won.id as handoff_id, won.ord, 0 as rank
  from won join acts a using (ord) join copies c on c.handoff_id = won.id
  union all
  select a.tenant_id, t->>'lane', t->>'dedupeKey', t->'payload', won.id, won.ord, 1
  from won join acts a using (ord), jsonb_array_elements(a.adds->'tells') t
), lane as (
  insert into lanes (tenant_id, lane) select distinct tenant_id, lane from sends order by tenant_id, lane on conflict do nothing
), queued as (
  insert into outbox (tenant_id, lane, dedupe_key, payload, handoff_id)
    select tenant_id, lane, dedupe_key, payload, handoff_id from sends order by ord, rank on conflict do nothing
)
select ord, version from won`

function changingLead() {
  return columnsOf(leads).filter((name) => name !== '"id"' && name !== '"tenant_id"')
}

const asInput = (act: Act, ord: number) => ({
  ord,
  tenant_id: act.tenantId,
  at: act.at,
  key: act.delivery,
  answer: act.answer,
  handoff_id: act.handoffId,
  version: act.version,
  set: stored(handoffs, act.set),
  lead: act.makes?.lead ? stored(leads, act.makes.lead) : null,
  made: act.makes ? stored(handoffs, act.makes.handoff) : null,
  lead_id: act.leadSet?.id ?? null,
  lead_set: act.leadSet ? stored(leads, act.leadSet.set) : null,
  adds: {
    lines: act.lines.map((row) => stored(history, row)),
    signals: (act.signals ?? []).map((row) => stored(signals, row)),
    timers: (act.timers ?? []).map((row) => stored(timers, row)),
    meetings: (act.meetings ?? []).map((row) => stored(meetings, row)),
    qualifications: (act.qualifications ?? []).map((row) => stored(qualifications, row)),
    stops: act.stops ?? [],
    dues: act.dues ?? [],
    meetingSets: act.meetingSets ?? [],
    cards: (act.cards ?? []).map((row) => stored(cards, row)),
    tells: act.tells ?? [],
    turns: act.turns ?? [],
    undoes: act.undoes ?? [],
  },
})

const wonBy = (rows: Record<string, unknown>[], acts: readonly Act[]) => {
  const won = new Map(rows.map((row) => [row.ord, Number(row.version)]))
  return acts.map((_, ord) => won.get(ord) ?? null)
}

/** Makes the acts and says, for each, the version that it led to, or null where the hand-off had moved on. */
export const makeActs = async (run: RunPrepared, acts: readonly Act[]): Promise<(number | null)[]> =>
  wonBy(await run(statement, [JSON.stringify(acts.map(asInput))]), acts)

const [head = '', tail = ''] = statement.split('$1')

/** The same within a transaction that has read what the acts were decided on. */
export const makeActsIn = async (tx: Db, acts: readonly Act[]): Promise<(number | null)[]> =>
  wonBy(await rowsOf(tx, sql`${sql.raw(head)}${JSON.stringify(acts.map(asInput))}${sql.raw(tail)}`), acts)
