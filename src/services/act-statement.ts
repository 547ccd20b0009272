import { getTableColumns, type Table } from 'drizzle-orm'
import { handoffs, history, leads, meetings, qualifications, signals, timers } from '../../db/schema/index.ts'

const columnsOf = (table: Table) => Object.values(getTableColumns(table)).map((one) => `"${one.name}"`)

const list = (table: Table, of = '') =>
  columnsOf(table)
    .map((name) => `${of}${name}`)
    .join(', ')

const without = (table: Table, names: string[]) => columnsOf(table).filter((name) => !names.includes(name))
const changing = without(handoffs, ['"id"', '"tenant_id"', '"number"', '"version"', '"lead_id"'])
const changingLead = without(leads, ['"id"', '"tenant_id"'])

const overwrite = (names: string[], row: string, set: string) =>
  `(${names.join(', ')}) = (select ${names.map((name) => `r.${name}`).join(', ')} from jsonb_populate_record(${row}, ${set}) r)`

/** Appends the rows of one table that the acts brought along, with the defaults that they left out. */
const append = (name: string, table: Table, table_: string, from: string, defaults: string) =>
  `${name} as (insert into ${table_} (${list(table)})
    select ${list(table, 'r.')} from won join acts a using (ord),
      jsonb_array_elements(a.adds->'${from}') item, jsonb_populate_record(null::${table_}, '${defaults}'::jsonb || item) r)`

/** Later than anybody of an organisation was offered something, so that two of one moment still have an order (domain §5). */
export const afterLastOffer = (tenant: string) =>
  `(select max(other.offered_at) + interval '1 millisecond' from members other where other.tenant_id = ${tenant})`

const change = `
with acts as materialized (
  select * from jsonb_to_recordset($1::jsonb) as a(ord int, tenant_id uuid, at timestamptz, key text, answer jsonb,
    handoff_id uuid, version int, "set" jsonb, lead jsonb, made jsonb, lead_id uuid, lead_set jsonb, adds jsonb)
), locked as materialized (
  select id from handoffs where id = any (array(select handoff_id from acts where version is not null)) order by id for no key update
), changed as (
  update handoffs h set ${overwrite(changing, 'h', 'a.set')}, version = h.version + 1
  from acts a where h.id = a.handoff_id and h.version = a.version and h.id = any (array(select id from locked))
  returning a.ord, h.id, h.version, h.priority
)`

const make = `
, keyed as (
  insert into idempotency_keys (tenant_id, key, answer, at)
    select tenant_id, key, answer, at from acts where made is not null and key is not null
    on conflict do nothing returning tenant_id, key
), lead as (
  insert into leads (${list(leads)}) select ${list(leads, 'r.')} from acts a join keyed using (tenant_id, key),
    jsonb_populate_record(null::leads, a.lead) r where a.lead is not null
), made as (
  insert into handoffs (${list(handoffs)}) select ${list(handoffs, 'r.')} from acts a join keyed using (tenant_id, key),
    jsonb_populate_record(null::handoffs, '{"version":1,"returns":0,"is_imported":false}'::jsonb || a.made) r
  where a.made is not null returning id, version, priority
), won as materialized (
  select ord, id, version, priority from changed
  union all select a.ord, m.id, m.version, m.priority from acts a join made m on m.id = a.handoff_id
)`

const onlyChanged = `
, won as materialized (select ord, id, version, priority from changed)`

const remember = `
, remembered as (
  insert into idempotency_keys (tenant_id, key, answer, at)
    select a.tenant_id, a.key, a.answer, a.at from won join acts a using (ord) where a.version is not null and a.key is not null
    on conflict do nothing
), ${append('line', history, 'history', 'lines', '{}')},
${append('timer', timers, 'timers', 'timers', '{"next_at":"1970-01-01T00:00:00Z"}')},
stopped as (
  update timers t set stopped_at = a.at, stopped_by = (s->>'line')::uuid
  from won join acts a using (ord), jsonb_array_elements(a.adds->'stops') s
  where t.handoff_id = won.id and t.clock = s->>'clock' and t.stopped_at is null
    and not exists (select 1 from jsonb_array_elements_text(a.adds->'undoes') u where t.stopped_by = u::uuid or t.started_by = u::uuid)
)`

/** An accept clock that no line started was started by the card: it ends with the line that brought the hand-off to MQL. */
const seldom = `
, lead_changed as (
  update leads l set ${overwrite(changingLead, 'l', 'a.lead_set')}
  from acts a join won using (ord) where l.id = a.lead_id
), ${append('signal', signals, 'signals', 'signals', '{}')},
${append('meeting', meetings, 'meetings', 'meetings', '{"is_undone":false}')},
${append('qualification', qualifications, 'qualifications', 'qualifications', '{"is_undone":false}')},
set_anew as (
  update timers t set due_at = (d->>'dueAt')::timestamptz, next_at = 'epoch'
  from won join acts a using (ord), jsonb_array_elements(a.adds->'dues') d
  where t.id = (d->>'id')::uuid and t.handoff_id = won.id and t.stopped_at is null
), met as (
  update meetings m set outcome = s->>'outcome', outcome_at = a.at, outcome_line_id = (s->>'line')::uuid
  from won join acts a using (ord), jsonb_array_elements(a.adds->'meetingSets') s where m.id = (s->>'id')::uuid
), undone as (
  select won.id as handoff_id, u::uuid as line from won join acts a using (ord), jsonb_array_elements_text(a.adds->'undoes') u
), clocks_undone as (
  update timers t set stopped_at = case when t.started_by = u.line then coalesce(t.stopped_at, t.started_at) end,
    stopped_by = null, next_at = 'epoch', fired_at = case when t.started_by = u.line then coalesce(t.fired_at, t.started_at) else t.fired_at end,
    clock = case when t.started_by = u.line then 'undone:' || t.clock else t.clock end
  from undone u where t.handoff_id = u.handoff_id and (t.stopped_by = u.line or t.started_by = u.line)
), cards_clocks_undone as (
  update timers t set stopped_at = t.started_at, fired_at = coalesce(t.fired_at, t.started_at), clock = 'undone:' || t.clock
  from undone u join history h on h.id = u.line and h.to_stage = 'MQL' and h.from_stage is distinct from 'MQL'
  where t.handoff_id = u.handoff_id and t.clock = 'accept' and t.started_by is null and t.stopped_at is null
), answers_undone as (
  update qualifications q set is_undone = true from undone u where q.handoff_id = u.handoff_id and q.line_id = u.line
), meetings_undone as (
  update meetings m set is_undone = m.is_undone or m.line_id = u.line,
    outcome = case when m.outcome_line_id = u.line then null else m.outcome end,
    outcome_at = case when m.outcome_line_id = u.line then null else m.outcome_at end
  from undone u where m.handoff_id = u.handoff_id and (m.line_id = u.line or m.outcome_line_id = u.line)
), turned as (
  update members m set ae_turn_at = a.at from won join acts a using (ord), jsonb_array_elements_text(a.adds->'turns') t
  where m.id = t::uuid
), offered as (
  update members m set offered_at = greatest(a.at, ${afterLastOffer('a.tenant_id')})
  from won join acts a using (ord), jsonb_array_elements_text(a.adds->'offers') t where m.id = t::uuid
), new_cards as (
  insert into cards (id, tenant_id, handoff_id, place_id, card, shown_version)
    select (c->>'id')::uuid, a.tenant_id, won.id, (c->>'place_id')::uuid, c->>'card', 0
    from won join acts a using (ord), jsonb_array_elements(a.adds->'cards') c
    on conflict (handoff_id, place_id, card) do nothing returning id, handoff_id, place_id
), copies as (
  select id, handoff_id, place_id from cards where handoff_id = any (array(select id from won))
  union all select id, handoff_id, place_id from new_cards
)`

const onlyOldCards = `
, copies as (select id, handoff_id, place_id from cards where handoff_id = any (array(select id from won)))`

const send = `
, sends as materialized (
  select a.tenant_id, c.place_id::text as lane, 'card:' || c.id || ':' || won.version as dedupe_key,
    jsonb_build_object('kind', 'card', 'card', c.id) as payload, won.id as handoff_id, won.priority, won.ord, 0 as rank
  from won join acts a using (ord) join copies c on c.handoff_id = won.id
  union all
  select a.tenant_id, t->>'lane', t->>'dedupeKey', t->'payload', won.id, won.priority, won.ord, 1
  from won join acts a using (ord), jsonb_array_elements(a.adds->'tells') t
), lane as (
  insert into lanes (tenant_id, lane) select distinct tenant_id, lane from sends order by tenant_id, lane on conflict do nothing
), queued as (
  insert into outbox (tenant_id, lane, dedupe_key, payload, handoff_id, priority)
    select tenant_id, lane, dedupe_key, payload, handoff_id, priority from sends order by ord, rank on conflict do nothing
)
select ord, version from won`

/**
 * One statement that makes any number of acts, each on its own hand-off, and says which of them won. Everything hangs on
 * `won`: an act whose hand-off has moved on leaves no trace. Hand-offs are locked in the order of their ids, so that two
 * processes never wait for each other. The arrays keep the planner to the index: it guesses a hundred acts, and would
 * read the whole table for them.
 */
export const wholeStatement = `${change}${make}${remember}${seldom}${send}`

/** The same for acts with nothing but lines, clocks and messages, as most taps are: what it leaves out costs even when unused. */
export const plainStatement = `${change}${onlyChanged}${remember}${onlyOldCards}${send}`
