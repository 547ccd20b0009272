import { eq } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'
import { handoffs, leads, members, queues, tenants } from '../../db/schema/index.ts'
import type { Chat } from './chat.ts'

/** A second organisation in the same store, with a member, a queue and a hand-off of its own: what of it can be named. */
export const addOtherOrganisation = async (chat: Chat, like: number) => {
  const db = chat.db()
  const [found] = await db
    .select({ tenant: tenants, member: members, queue: queues, lead: leads, handoff: handoffs })
    .from(handoffs)
    .innerJoin(tenants, eq(tenants.id, handoffs.tenantId))
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .innerJoin(queues, eq(queues.id, handoffs.queueId))
    .innerJoin(members, eq(members.id, handoffs.submitterId))
    .where(eq(handoffs.number, like))
  if (!found) throw new Error(`There is no #${like} to be like.`)
  const tenantId = v7()
  const own = { member: v7(), queue: v7(), lead: v7(), handoff: v7() }
  const number = 70_001
  const insert = <Table extends PgTable>(table: Table, row: Table['$inferInsert']) => db.insert(table).values(row)
  await insert(tenants, { ...found.tenant, id: tenantId, name: 'Other', slackTeam: 'T2', teamsTenant: null })
  const email = 'olga@other.example'
  await insert(members, { ...found.member, id: own.member, tenantId, email, name: 'Olga Other' })
  await insert(queues, { ...found.queue, id: own.queue, tenantId, key: 'otherqueue', title: 'Otherqueue' })
  await insert(leads, { ...found.lead, id: own.lead, tenantId, name: 'Secret Lead', email: 'secret@other.example' })
  const mine = { id: own.handoff, tenantId, number, leadId: own.lead, queueId: own.queue }
  await insert(handoffs, { ...found.handoff, ...mine, submitterId: own.member, ownerId: null, aeId: null })
  return { ...own, number, queueKey: 'otherqueue', email, name: 'Olga Other', secrets: /Secret Lead|secret@other/ }
}
