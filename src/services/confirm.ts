import { eq } from 'drizzle-orm'
import { type handoffs, places } from '../../db/schema/index.ts'
import { segmentOf } from '../domain/gate.ts'
import { fromMinor } from '../domain/money.ts'
import type { Opportunity } from '../domain/opportunity.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import type { Plan, Situation, Step } from './move.ts'
import { named } from './named.ts'

/** The places whose alert rule this SQO meets (`here alerts`, the file's `alerts`). */
const alertPlaces = async (ctx: Context, situation: Situation, given: Opportunity): Promise<string[]> => {
  const bound = await ctx.db
    .select({ id: places.id, alerts: places.alerts })
    .from(places)
    .where(eq(places.tenantId, ctx.tenantId))
  const meets = (name: string) => {
    const rule = ctx.settings.alerts.find((one) => one.name === name)
    if (!rule) return false
    const least = rule.minAmount[given.currency]
    const isLarge =
      Object.keys(rule.minAmount).length === 0 ||
      (least !== undefined && fromMinor(given.amountMinor, given.currency) >= least)
    const isSegment = rule.segments.length === 0 || rule.segments.includes(segmentOf(situation.lead.employees))
    const isQueue = rule.queues.length === 0 || rule.queues.includes(situation.queue?.key ?? '')
    return isLarge && isSegment && isQueue
  }
  return bound.filter((one) => one.alerts !== null && (one.alerts === '*' || meets(one.alerts))).map((one) => one.id)
}

export type Confirmation = {
  opportunity: Opportunity
  override: { reason: string; note: string } | null
  meetingHeldAt: Date | null
}

/** Checks what an SQO needs of the hand-off itself, and plans the step (domain §7, "To SQO"). */
export const planConfirm = async (
  ctx: Context,
  situation: Situation,
  given: Confirmation,
  score: number | null,
): Promise<(Plan & { steps: [Step] }) | Refused> => {
  const { handoff, actor } = situation
  const held = handoff.meetingHeldAt ?? given.meetingHeldAt
  if (held === null) return refuse({ key: 'meetingNeeded', number: handoff.number })
  const needed = ctx.settings.gate.sqoScore
  if ((score ?? 0) < needed && !given.override)
    return refuse({ key: 'scoreTooLow', number: handoff.number, score, needed })
  const override = (score ?? 0) < needed ? given.override : null
  const alerts = await alertPlaces(ctx, situation, given.opportunity)
  const text = say('told.confirmed', { by: actor.name, name: named(situation) })
  const entered: Record<string, unknown> = { ...given.opportunity, override }
  return {
    ok: true,
    steps: [{ verb: 'confirm', to: 'SQO', entered }],
    set: {
      ...given.opportunity,
      meetingHeldAt: held,
      spokenAt: handoff.spokenAt ?? held,
      ...(given.meetingHeldAt === null ? {} : { touchedAt: ctx.now() }),
      ...(override ? { override: override.reason } : {}),
    } satisfies Partial<typeof handoffs.$inferSelect>,
    cards: alerts.map((placeId) => ({ id: ctx.newId(), placeId, card: 'alert' })),
    tells: [
      { to: handoff.ownerId, text, show: true },
      { to: handoff.submitterId, text, show: true },
    ],
  }
}
