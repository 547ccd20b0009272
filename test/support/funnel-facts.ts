import { v7 } from 'uuid'
import type { Store } from '../../db/client.ts'
import { handoffs, leads, members, queues, tenants, timers } from '../../db/schema/index.ts'
import type { Gate } from '../../src/domain/metrics.ts'
import type { Stage } from '../../src/domain/stages.ts'

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

const known = (names: (string | null)[]) =>
  new Map([...new Set(names)].flatMap((name) => (name === null ? [] : [[name, v7()] as const])))

const date = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : new Date(ms))

/** Makes an organisation that has these hand-offs and nothing else, and gives its id. */
export const fillStore = async ({ db }: Store, facts: readonly FunnelFact[]): Promise<string> => {
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
