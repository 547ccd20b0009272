import { and, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { handoffs, leads, members, queues } from '../schema/index.ts'

const owner = alias(members, 'owner')

const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`

/** Whose contact data the asker may see (product §6): what they cannot see they cannot find it by either. */
const mayReach = (memberId: string, isAdmin: boolean): SQL | undefined =>
  isAdmin
    ? sql`true`
    : or(
        eq(handoffs.submitterId, memberId),
        eq(handoffs.ownerId, memberId),
        eq(handoffs.aeId, memberId),
        eq(handoffs.offeredTo, memberId),
        sql`exists (select 1 from queue_people p where p.queue_id = ${handoffs.queueId} and p.member_id = ${memberId} and p.part in ('member', 'manager'))`,
      )

/** The number that was typed; 0, which no hand-off has, where it is none. */
const numberIn = (text: string) => Number(/^#?(\d{1,9})$/.exec(text)?.[1] ?? 0)

const matches = (text: string, memberId: string, isAdmin: boolean): SQL | undefined => {
  const like = containing(text)
  const digits = text.replaceAll(/\D/g, '')
  const isPhone = digits.length >= 5 && /^[+\d\s()/.-]+$/.test(text)
  const contact = [ilike(leads.email, like)]
  // Somebody writes a local number with the zero that the stored one leaves out.
  if (isPhone) contact.push(ilike(leads.phoneKey, containing(digits.replace(/^0+/, ''))))
  return or(
    ilike(leads.name, like),
    ilike(leads.company, like),
    eq(handoffs.number, numberIn(text)),
    and(or(...contact), mayReach(memberId, isAdmin)),
  )
}

/** Hand-offs by name, company, number, and by e-mail address or phone for those who may see it; that number first, then the newest. */
export const findHandoffs = async (
  db: Db,
  asked: { tenantId: string; memberId: string; isAdmin: boolean; text: string },
  limit: number,
) =>
  db
    .select({
      number: handoffs.number,
      stage: handoffs.stage,
      name: leads.name,
      company: leads.company,
      queue: queues.title,
      owner: owner.name,
      since: handoffs.stageAt,
    })
    .from(handoffs)
    .innerJoin(leads, eq(leads.id, handoffs.leadId))
    .leftJoin(queues, eq(queues.id, handoffs.queueId))
    .leftJoin(owner, eq(owner.id, handoffs.ownerId))
    .where(and(eq(handoffs.tenantId, asked.tenantId), matches(asked.text, asked.memberId, asked.isAdmin)))
    .orderBy(desc(eq(handoffs.number, numberIn(asked.text))), desc(handoffs.number))
    .limit(limit)

export type Found = Awaited<ReturnType<typeof findHandoffs>>[number]
