import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readQueuePlaces } from '../../db/queries/places.ts'
import { queues } from '../../db/schema/index.ts'
import { route, unroutedQueue } from '../domain/routing.ts'
import type { Priority } from '../domain/settings.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { offerIn } from './offer.ts'
import { scoreLead } from './score-lead.ts'

type Given = Parameters<typeof scoreLead>[2] & {
  campaign: string | null
  domain: string | null
  /** By hand, else by rules. */
  queue: string | null
  /** By hand, else by score. */
  priority: Priority | null
}

type Begins = {
  number: number
  name: string
  /** What is open at the same company, and whose it is. */
  company: { number: number; ownerId: string } | null
  line: string
  at: Date
}

const findQueue = async (db: Db, ctx: Context, key: string) => {
  const [row] = await db
    .select()
    .from(queues)
    .where(and(eq(queues.tenantId, ctx.tenantId), eq(queues.key, key)))
  return row ?? null
}

/** Where a lead goes that a colleague hands off: its scores, priority and queue, with how each came about (domain §3, §5). */
export const placeLead = async (
  db: Db,
  ctx: Context,
  given: Given,
  leadId: string | null,
  at: Date,
  knows: Parameters<typeof scoreLead>[5] = 'source',
) => {
  const scored = await scoreLead(db, ctx.settings.scoring, given, leadId, at, knows)
  const priority = given.priority ?? scored.byScore.priority
  const routed = route(ctx.settings.routing, {
    country: given.country,
    employees: given.employees,
    industry: null,
    source: given.source,
    campaign: given.campaign,
    title: given.title,
    domain: given.domain,
    language: null,
    priority,
    score: scored.scores.fit + scored.scores.behaviour,
  })
  const queue = (await findQueue(db, ctx, given.queue ?? routed.queue)) ?? (await findQueue(db, ctx, unroutedQueue))
  if (!queue) throw new Error('The queue of what matches no rule is missing.')
  return {
    queue,
    priority,
    places: await readQueuePlaces(db, queue.id),
    about: {
      queueId: queue.id,
      priority,
      fit: scored.scores.fit,
      behaviour: scored.scores.behaviour,
      routing: {
        byHand: true,
        fit: scored.fit.reasons,
        behaviour: scored.behaviour.reasons,
        gate: scored.gate,
        priority: given.priority === null ? { by: scored.byScore.by } : { by: 'hand' },
        queue: given.queue === null ? { by: 'rules', trace: routed.trace } : { by: 'hand' },
      },
    },
  }
}

/**
 * What every hand-off that begins at MQL has in common: who is offered it first, its cards, and who hears of it beside
 * them (domain §4, rule 2). `line` is the one that says that it begins.
 */
export const beginning = async (
  db: Db,
  ctx: Context,
  by: { memberId: string | null; submitterId: string | null },
  { about, places, queue }: Awaited<ReturnType<typeof placeLead>>,
  { number, name, company, line, at }: Begins,
) => {
  const other = `#${company?.number}`
  const text = say('told.sameCompany', { number: `#${number}`, name, other })
  const to = company === null || company.ownerId === by.memberId ? null : company.ownerId
  const offer = company === null ? await offerIn(ctx, db, queue, { number, name, line }) : null
  return {
    about: {
      ...about,
      routing: { ...about.routing, skipped: offer?.skipped ?? [] },
      stage: 'MQL' as const,
      stageAt: at,
      mqlAt: at,
      submitterId: by.submitterId,
      offeredTo: company?.ownerId ?? offer?.offeredTo ?? null,
      sameCompanyAs: company?.number ?? null,
    },
    offers: offer?.offers ?? [],
    cards: [...places.map((placeId) => ({ id: ctx.newId(), placeId, card: 'handoff' })), ...(offer?.cards ?? [])],
    tells:
      to === null
        ? (offer?.tells ?? [])
        : [{ lane: to, dedupeKey: `tell:${line}:${to}`, payload: { kind: 'tell', text, show: number } }],
  }
}
