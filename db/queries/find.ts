import { and, desc, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { handoffs, leads, members, queues } from '../schema/index.ts'

type Asked = { tenantId: string; memberId: string; isAdmin: boolean; text: string }

/** A text that many bear is found among so many of the newest; only a rare one is looked for in all. */
const newest = 500

const owner = alias(members, 'owner')

const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`

/** Whose contact data the asker may see (product §6): what they cannot see they cannot find it by either. */
const mayReach = ({ memberId, isAdmin }: Asked): SQL | undefined =>
  isAdmin
    ? sql`true`
    : or(
        eq(handoffs.submitterId, memberId),
        eq(handoffs.ownerId, memberId),
        eq(handoffs.aeId, memberId),
        eq(handoffs.offeredTo, memberId),
        sql`${handoffs.queueId} = any(array(select p.queue_id from queue_people p where p.member_id = ${memberId} and p.part in ('member', 'manager')))`,
      )

/** The number that was typed; 0, which no hand-off has, where it is none. */
const numberIn = (text: string) => Number(/^#?(\d{1,9})$/.exec(text)?.[1] ?? 0)

const isNamed = ({ text }: Asked) => or(ilike(leads.name, containing(text)), ilike(leads.company, containing(text)))

const hasContact = ({ text }: Asked) => {
  const digits = text.replaceAll(/\D/g, '')
  const isPhone = digits.length >= 5 && /^[+\d\s()/.-]+$/.test(text)
  // Somebody writes a local number with the zero that the stored one leaves out.
  const phone = isPhone ? ilike(leads.phoneKey, containing(digits.replace(/^0+/, ''))) : undefined
  return or(ilike(leads.email, containing(text)), phone)
}

const isNumber = ({ text }: Asked) => eq(handoffs.number, numberIn(text))

const amongNewest = (db: Db, asked: Asked): SQL | undefined => {
  const ids = db.select({ id: handoffs.id }).from(handoffs)
  const ofTenant = eq(handoffs.tenantId, asked.tenantId)
  // A number's own hand-off stands first, however old it is.
  const window = db
    .select({ id: handoffs.id })
    .from(handoffs)
    .where(and(ofTenant, isNumber(asked)))
    .unionAll(ids.where(ofTenant).orderBy(desc(handoffs.number)).limit(newest))
  return and(inArray(handoffs.id, window), or(isNumber(asked), isNamed(asked), and(hasContact(asked), mayReach(asked))))
}

/** Each way to be found by itself, so that each has its index: one condition that spans tables would read all of them. */
const amongAll = (db: Db, asked: Asked): SQL => {
  const ofTenant = eq(handoffs.tenantId, asked.tenantId)
  const leadsWhere = (which: SQL | undefined) =>
    db
      .select({ id: leads.id })
      .from(leads)
      .where(and(eq(leads.tenantId, asked.tenantId), which))
  const idsWhere = (which: SQL | undefined) => db.select({ id: handoffs.id }).from(handoffs).where(and(ofTenant, which))
  return inArray(
    handoffs.id,
    idsWhere(inArray(handoffs.leadId, leadsWhere(isNamed(asked))))
      .union(idsWhere(and(inArray(handoffs.leadId, leadsWhere(hasContact(asked))), mayReach(asked))))
      .union(idsWhere(isNumber(asked))),
  )
}

const read = (db: Db, { tenantId, text }: Asked, which: SQL | undefined, limit: number) =>
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
    .where(and(eq(handoffs.tenantId, tenantId), which))
    .orderBy(desc(eq(handoffs.number, numberIn(text))), desc(handoffs.number))
    .limit(limit)

export type Found = Awaited<ReturnType<typeof read>>[number]

/** Hand-offs by name, company, number, and by e-mail address or phone for those who may see it; that number first, then the newest. */
export const findHandoffs = async (db: Db, asked: Asked, limit: number): Promise<Found[]> => {
  const among = await read(db, asked, amongNewest(db, asked), limit)
  return among.length >= limit ? among : read(db, asked, amongAll(db, asked), limit)
}
