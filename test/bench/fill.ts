import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'

type Crowd = { tenantId: string; handoffs: number; crowdSize: number; queueCount: number }

const first = 'Anna Ben Carla David Elif Farid Greta Hugo Ines Jonas Katja Lars Mira Nils Olga Paul Rosa Sven Tara Uwe'
const last =
  'Albrecht Bauer Çelik Dietrich Ebert Fischer Günther Hoffmann Ivanov Jäger Keller Lehmann Müller Nowak Özdemir Peters Richter Schäfer Thoma Ullrich Vogel Weber Yilmaz Zimmermann'
const trade = 'Solar Wind Hydro Metal Paper Glass Timber Cargo Food Data Cloud Print Build Motor Pump Valve'
const kind = 'Works Systems Partners Group Logistics Labs Trading Energy Services Industries'

/** A key that sorts by the hand-off's number, as keys made in that order do. */
const key = (of: string, line = 0) =>
  sql.raw(`(lpad(to_hex(n), 12, '0') || '7${of}8000' || lpad(to_hex(${line}), 12, '0'))::uuid`)

const wordOf = (words: string, index: string) =>
  sql.raw(`(string_to_array('${words}', ' '))[1 + (${index}) % ${words.split(' ').length}]`)

/** Which of the crowd has it: the newest 400 go to member 0 one time in ten. */
const ownerOf = ({ handoffs, crowdSize }: Crowd) =>
  sql.raw(
    `(case when n > ${handoffs - 400} and n % 10 = 0 then 0 else ((n / ${crowdSize} + n) % (${crowdSize} / 20)) * 20 + n % 10 end)`,
  )

/** One in twenty is open, and of the newest 400 most are; the others ended as such things do. */
const stageOf = ({ handoffs }: Crowd) =>
  sql.raw(`(case when n > ${handoffs - 400}
    then (array['MQL', 'SAL', 'SQL', 'SQO', 'MQL', 'NEW', 'SAL'])[1 + n % 7]
    else (case when n * 7919 % 100 < 1 then 'MQL' when n * 7919 % 100 < 2 then 'SAL' when n * 7919 % 100 < 3 then 'SQL'
      when n * 7919 % 100 < 5 then 'SQO' when n * 7919 % 100 < 8 then 'NEW' when n * 7919 % 100 < 30 then 'NURTURE'
      when n * 7919 % 100 < 70 then 'DISQUALIFIED' when n * 7919 % 100 < 85 then 'LOST' else 'WON' end) end)`)

/** Two years, evenly. */
const receivedAt = ({ handoffs }: Crowd) =>
  sql.raw(`date_trunc('milliseconds', now() - (${handoffs} - n) * (interval '730 days' / ${handoffs}))`)

const leads = (crowd: Crowd) => sql`
insert into leads (id, tenant_id, name, email, email_key, phone, phone_key, company, company_domain, employees, created_at)
select ${key('001')}, ${crowd.tenantId}::uuid, f || ' ' || l, mail, mail, '+49 170 ' || (1000000 + n), '+49170' || (1000000 + n),
  t || k || ' ' || n % 50, lower(t || k) || n % 50 || '.example', n * 31 % 4000, ${receivedAt(crowd)}
from (select *, lower(f) || '.' || translate(lower(l), 'äöüç', 'aouc') || n || '@' || lower(t || k) || n % 50 || '.example' as mail from (
  select n, ${wordOf(first, 'n')} as f, ${wordOf(last, 'n / 20')} as l, ${wordOf(trade, 'n / 7')} as t, ${wordOf(kind, 'n / 11')} as k
  from generate_series(1, ${crowd.handoffs}::int) n) words) known`

const handoffs = (crowd: Crowd) => sql`
insert into handoffs (id, tenant_id, number, version, lead_id, queue_id, stage, stage_at, source, campaign, why, priority, fit, behaviour,
  submitter_id, owner_id, ae_id, received_at, posted_at, mql_at, sal_at, sql_at, sqo_at, won_at, lost_at, nurture_at, disqualified_at, reason,
  touched_at, score, verdict, amount_minor, currency)
select ${key('002')}, ${crowd.tenantId}::uuid, n, 4, ${key('001')}, case when stage <> 'NEW' then q.id end, stage, at + interval '3 days',
  (array['webinar', 'ebook', 'demo', 'fair', 'referral', 'rfp'])[1 + n % 6], 'campaign ' || n % 12, 'Wants a quote for site ' || n, 1 + n % 3, n % 100, n * 13 % 100,
  submitter.id, case when reached > 1 then owner.id end, case when reached > 2 then ae.id end, at, at,
  case when stage <> 'NEW' then at end, case when reached > 1 then at + (n % 900) * interval '10 seconds' end, case when reached > 2 then at + (n % 700) * interval '7 minutes' end,
  case when reached > 3 then at + interval '6 days' + (n % 90) * interval '1 hour' end, case when stage = 'WON' then at + interval '40 days' end,
  case when stage = 'LOST' then at + interval '35 days' end, case when stage = 'NURTURE' then at + interval '4 days' end,
  case when stage = 'DISQUALIFIED' then at + interval '3 days' end,
  case when stage in ('LOST', 'NURTURE', 'DISQUALIFIED') then (array['no_budget', 'no_need', 'competitor', 'timing'])[1 + n % 4] end,
  case when reached > 1 then at + interval '5 hours' end, case when reached > 2 then n % 80 / 10.0 end, case when reached > 2 then 'pass' end,
  case when reached > 2 then 100000 * (1 + n % 400) end, case when reached > 2 then 'EUR' end
from (
  select *, case when stage in ('SQO', 'WON', 'LOST') then 4 when stage = 'SQL' then 3 when stage in ('SAL', 'NURTURE') then 2
    when stage = 'DISQUALIFIED' then 1 + n % 2 else 1 end as reached
  from (select n, ${stageOf(crowd)} as stage, ${receivedAt(crowd)} as at, ${ownerOf(crowd)} as who from generate_series(1, ${crowd.handoffs}::int) n) staged
) s
join queues q on q.key = 'queue' || n % ${crowd.queueCount}::int
join members owner on owner.name = 'Member ' || who
join members ae on ae.name = 'Member ' || (n % 40) * 5 + 2
join members submitter on submitter.name = 'Member ' || n * 17 % ${crowd.crowdSize}::int
order by n`

/** Clocks that ran their course: whatever they had to say was said. */
const timer = (clock: string, line: number, from: SQL, until: SQL, isOpen: SQL) => sql`
select ${key('003', line)}, tenant_id, id, ${clock}, ${from}, ${from} + interval '8 hours', case when ${isOpen} then null else coalesce(${until}, ${from} + interval '9 hours') end, ${from} + interval '2 days'
from (select *, number as n from handoffs) h where ${from} is not null`

const timers = sql`
insert into timers (id, tenant_id, handoff_id, clock, started_at, due_at, stopped_at, fired_at)
${timer('accept', 1, sql`mql_at`, sql`sal_at`, sql`stage = 'MQL'`)}
union all ${timer('first_touch', 2, sql`sal_at`, sql`touched_at`, sql`false`)}
union all ${timer('qualify', 3, sql`sal_at`, sql`sql_at`, sql`stage = 'SAL'`)}
union all ${timer('ae_decision', 4, sql`sql_at`, sql`sqo_at`, sql`stage = 'SQL'`)}
union all ${timer('next_step', 5, sql`sqo_at`, sql`coalesce(won_at, lost_at)`, sql`stage = 'SQO'`)}`

const line = (verb: string, nth: number, at: SQL, actor: SQL, to: string) => sql`
select ${key('004', nth)}, tenant_id, id, ${at}, ${actor}, 'member', 'card', ${verb}, ${to}, '{}'::jsonb, '{}'::jsonb, ${key('005', nth)}
from (select *, number as n from handoffs) h where ${at} is not null`

const history = sql`
insert into history (id, tenant_id, handoff_id, at, actor_id, actor, surface, verb, to_stage, entered, replaced, submission)
${line('new', 1, sql`received_at`, sql`submitter_id`, 'MQL')}
union all ${line('accept', 2, sql`sal_at`, sql`owner_id`, 'SAL')}
union all ${line('touch', 3, sql`touched_at`, sql`owner_id`, 'SAL')}
union all ${line('qualify', 4, sql`sql_at`, sql`owner_id`, 'SQL')}
union all ${line('confirm', 5, sql`sqo_at`, sql`ae_id`, 'SQO')}
union all ${line('win', 6, sql`won_at`, sql`ae_id`, 'WON')}`

const meetings = sql`
insert into meetings (id, tenant_id, handoff_id, starts_at, minutes, ae_id, outcome, outcome_at, line_id)
select ${key('006')}, tenant_id, id, sql_at + interval '2 days', 30, ae_id, case when stage <> 'SQL' then 'held' end, case when stage <> 'SQL' then sql_at + interval '3 days' end, ${key('004', 4)}
from (select *, number as n from handoffs) h where sql_at is not null`

const cards = sql`
insert into cards (id, tenant_id, handoff_id, place_id, card, external_id, shown_version, posted_at)
select ${key('007')}, h.tenant_id, h.id, p.id, 'handoff', '1.' || n, 4, h.received_at
from (select *, number as n from handoffs) h join places p on p.queue_id = h.queue_id and p.kind = 'channel'`

const outbox = sql`
insert into outbox (tenant_id, lane, dedupe_key, payload, state, handoff_id)
select tenant_id, 'C' || number % 10, 'post:' || number, jsonb_build_object('handoffId', id), 'sent', id from handoffs`

/** Two years of hand-offs with their leads, clocks, history, meetings and cards, by a few statements. */
export const fillCrowd = async (db: Db, crowd: Crowd) => {
  for (const statement of [leads(crowd), handoffs(crowd), timers, history, meetings, cards, outbox])
    await db.execute(statement)
  await db.execute(sql.raw('vacuum analyze'))
}
