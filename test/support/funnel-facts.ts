import { v7 } from 'uuid'
import type { Store } from '../../db/client.ts'
import { countFunnel } from '../../db/queries/funnel-counts.ts'
import { countLeaks } from '../../db/queries/leak-counts.ts'
import { handoffs, leads, members, queues, tenants, timers } from '../../db/schema/index.ts'
import { biggestLeak } from '../../src/domain/leak.ts'
import { type FunnelQuestion, funnelOf, type Gate } from '../../src/domain/metrics.ts'
import type { Stage } from '../../src/domain/stages.ts'
import { openTestStore } from './store.ts'

/** What the funnel needs to know of one hand-off; times in epoch milliseconds, `reached` holds first times. */
export type FunnelFact = {
  source: string | null
  queue: string | null
  owner: string | null
  ae: string | null
  campaign: string | null
  employees: number | null
  priority: 1 | 2 | 3
  stage: string
  reached: Partial<Record<Gate | 'lost' | 'nurture' | 'disqualified', number>>
  reason: string | null
  override: boolean
  returns: number
  amountMinor: number | null
  currency: string | null
  clocks: { clock: string; due: number; stoppedAt: number | null }[]
}

/** A hand-off of which nothing is known but what is given. */
export const fact = (given: Partial<FunnelFact>): FunnelFact => ({
  source: 'ebook',
  queue: 'dach',
  owner: null,
  ae: null,
  campaign: null,
  employees: null,
  priority: 2,
  stage: 'MQL',
  reached: {},
  reason: null,
  override: false,
  returns: 0,
  amountMinor: null,
  currency: null,
  clocks: [],
  ...given,
})

const known = (names: (string | null)[]) =>
  new Map([...new Set(names)].flatMap((name) => (name === null ? [] : [[name, v7()] as const])))

const date = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : new Date(ms))

/** Makes an organisation that has these hand-offs and nothing else, and gives its id. */
const fillStore = async ({ db }: Store, facts: readonly FunnelFact[]): Promise<string> => {
  const tenantId = v7()
  const createdAt = new Date(0)
  await db
    .insert(tenants)
    .values({ id: tenantId, name: 'Facts', zone: 'UTC', language: 'en', currency: 'EUR', createdAt })
  const queueIds = known(facts.map(({ queue }) => queue))
  const memberIds = known(facts.flatMap(({ owner, ae }) => [owner, ae]))
  const rows = facts.map((fact) => ({ fact, id: v7(), leadId: v7() }))
  const clocks = rows.flatMap(({ id, fact }) => fact.clocks.map((clock) => ({ ...clock, handoffId: id })))
  const filled = <Row>(all: Row[], insert: (all: Row[]) => Promise<unknown>) => (all.length === 0 ? null : insert(all))
  await filled([...queueIds], (all) =>
    db
      .insert(queues)
      .values(all.map(([key, id]) => ({ id, tenantId, key, title: key, mode: 'claim' as const, createdAt }))),
  )
  await filled([...memberIds], (all) =>
    db.insert(members).values(all.map(([email, id]) => ({ id, tenantId, email, name: email, roles: [], createdAt }))),
  )
  await filled(rows, (all) =>
    db
      .insert(leads)
      .values(all.map(({ leadId, fact }) => ({ id: leadId, tenantId, employees: fact.employees, createdAt }))),
  )
  await filled(rows, (all) =>
    db.insert(handoffs).values(
      all.map(({ id, leadId, fact }, index) => ({
        id,
        tenantId,
        leadId,
        number: index + 1,
        queueId: queueIds.get(fact.queue ?? '') ?? null,
        ownerId: memberIds.get(fact.owner ?? '') ?? null,
        aeId: memberIds.get(fact.ae ?? '') ?? null,
        stage: fact.stage as Stage,
        stageAt: createdAt,
        receivedAt: createdAt,
        source: fact.source,
        campaign: fact.campaign,
        priority: fact.priority,
        reason: fact.reason,
        override: fact.override ? 'because' : null,
        returns: fact.returns,
        amountMinor: fact.amountMinor,
        currency: fact.currency,
        mqlAt: date(fact.reached.mql),
        salAt: date(fact.reached.sal),
        sqlAt: date(fact.reached.sql),
        sqoAt: date(fact.reached.sqo),
        wonAt: date(fact.reached.won),
        lostAt: date(fact.reached.lost),
        nurtureAt: date(fact.reached.nurture),
        disqualifiedAt: date(fact.reached.disqualified),
      })),
    ),
  )
  await filled(clocks, (all) =>
    db.insert(timers).values(
      all.map(({ clock, due, stoppedAt, handoffId }, index) => ({
        id: v7(),
        tenantId,
        handoffId,
        clock,
        startedAt: new Date(index),
        dueAt: new Date(due),
        stoppedAt: date(stoppedAt),
      })),
    ),
  )
  return tenantId
}

/** A store of the test's own, and what it answers: of an organisation in it, or of one that has just these hand-offs. */
export const openFunnelStore = async () => {
  const { store, close } = await openTestStore()
  const report = async (tenantId: string, question: FunnelQuestion) =>
    funnelOf(await countFunnel(store.db, tenantId, question), question.cohort)
  const leak = async (tenantId: string, asOf: number) => biggestLeak(await countLeaks(store.db, tenantId, asOf))
  return {
    close,
    fill: (facts: readonly FunnelFact[]) => fillStore(store, facts),
    report,
    leak,
    reportOf: async (facts: readonly FunnelFact[], question: FunnelQuestion) =>
      report(await fillStore(store, facts), question),
    leakOf: async (facts: readonly FunnelFact[], asOf: number) => leak(await fillStore(store, facts), asOf),
  }
}
