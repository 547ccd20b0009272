import { sql } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { rowsOf } from '../../db/rows.ts'
import { ownId } from '../../src/domain/platform.ts'
import { said } from '../support/seen.ts'
import { type Act, leadEmail } from './acts.ts'
import { checkClocks } from './clocks.ts'
import type { Edge } from './edge.ts'
import { checkNotices } from './notices.ts'
import { emailOf, slackId, staff, teamsId } from './organisation.ts'
import { none, type Row, shown } from './row.ts'
import { type Blow, checkSending, readQueued } from './sending.ts'

export type Ended = {
  store: Store
  edge: Edge
  acts: readonly Act[]
  blows: readonly Blow[]
  kills: number
  losses: number
  drainedS: number
  queues: number
  /** By when all that was due has been looked at, by the product's clock. */
  by: Date
}

/** Whether nothing waits to be sent, and nothing was due by a moment that was not done. */
export const isDrained = async ({ db }: Store, by: Date): Promise<boolean> => {
  const due = by.toISOString()
  const [row] = await rowsOf(
    db,
    sql`select (select count(*) from outbox where state = 'queued')
      + (select count(*) from timers where stopped_at is null and fired_at is null and next_at <= ${due}::timestamptz)
      + (select count(*) from notices where sent_at is null and send_at <= ${due}::timestamptz) as n`,
  )
  return Number(row?.n) === 0
}

const checkActs = async ({ store: { db }, acts }: Ended): Promise<Row[]> => {
  const lines = await rowsOf(
    db,
    sql`select l.verb, h.number, l.entered->>'note' as note, m.email as by, leads.email as lead from history l
      join handoffs h on h.id = l.handoff_id join leads on leads.id = h.lead_id left join members m on m.id = l.actor_id`,
  )
  const lineKey = (verb: unknown, about: unknown) => `${verb} ${about}`
  const counts = new Map<string, number>()
  for (const { verb, number, note, by, lead } of lines) {
    const about = verb === 'new' ? lead : verb === 'note' || verb === 'touch' ? note : `${number} ${by}`
    const key = lineKey(verb, about)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const found = acts.map((act) => {
    const { kind, id, number, person } = act
    const own = kind === 'new' ? leadEmail(id) : id
    const about = kind === 'accept' || kind === 'reject' ? `${number} ${emailOf(person)}` : own
    return { act, count: counts.get(lineKey(kind, about)) ?? 0 }
  })
  const told = ({ act }: (typeof found)[number]) => `${act.kind} ${act.id} on #${act.number}`
  const acknowledged = found.filter(({ act }) => act.isAcknowledged)
  const made = found.filter(({ act, count }) => act.kind === 'new' && count > 0).length
  const torn = await rowsOf(
    db,
    sql`select number from handoffs h
      where h.version <> (select count(distinct submission) from history l where l.handoff_id = h.id)
        + (h.posted_at is not null)::int`,
  )
  return [
    shown('hand-offs made', String(made)),
    shown('acts', `${acts.length}, ${acknowledged.length} acknowledged`),
    none(
      'acknowledged acts that are lost',
      acknowledged.length,
      acknowledged.filter(({ count }) => count === 0).map(told),
    ),
    none('acts done twice', acts.length, found.filter(({ count }) => count > 1).map(told)),
    none(
      'hand-offs at odds with their history',
      made,
      torn.map(({ number }) => `#${number}`),
    ),
  ]
}

/** What each message in a channel says now, by its id on the platform. */
const textsIn = (edge: Edge) => {
  const slack = edge.slack
    .see(slackId(staff.manager))
    .channels.flatMap(({ messages }) => messages.map((one): [string, string] => [`slack ${one.ts}`, said(one)]))
  const teams = edge.teams
    .see(teamsId(staff.manager))
    .conversations.flatMap(({ messages }) => messages.map((one): [string, string] => [`teams ${one.id}`, said(one)]))
  return new Map([...slack, ...teams])
}

const checkCards = async ({ store: { db }, edge }: Ended): Promise<Row> => {
  const cards = await rowsOf(
    db,
    sql`select h.number, h.stage, h.version, c.card, c.shown_version, c.external_id, p.platform, p.kind from cards c
      join handoffs h on h.id = c.handoff_id join places p on p.id = c.place_id`,
  )
  const texts = textsIn(edge)
  const wrong = cards.filter(({ number, stage, version, shown_version, external_id, platform, kind }) => {
    const text = texts.get(`${platform} ${ownId(String(external_id))}`) ?? ''
    const isThere = kind !== 'channel' || text.includes(`${stage} · #${number} `)
    return external_id === null || !isThere || shown_version !== version
  })
  const told = wrong.map((one) => `${one.card} #${one.number} ${one.stage} ${one.shown_version}/${one.version}`)
  return none('cards that do not show the last state', cards.length, told)
}

const checkStorm = ({ edge, kills, losses, drainedS }: Ended): Row[] => [
  shown('calls of the platforms', `${edge.calls()}: ${[...edge.faults].map(([what, n]) => `${what} ${n}`).join(', ')}`),
  shown('processes killed, the store lost', `${kills}, ${losses}`),
  shown('all sent after the storm in', `${drainedS} s`),
]

/** All that must hold at the end of a run, and what the run was like. */
export const check = async (ended: Ended): Promise<Row[]> => {
  const queued = await readQueued(ended.store)
  return [
    ...checkStorm(ended),
    ...(await checkActs(ended)),
    await checkCards(ended),
    ...(await checkClocks(ended.store, ended.by)),
    await checkNotices(ended.store),
    ...checkSending(queued, ended.edge.posts, ended.blows),
  ]
}
