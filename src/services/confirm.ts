import type { handoffs } from '../../db/schema/index.ts'
import type { Opportunity } from '../domain/opportunity.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { say } from '../texts/sentence.ts'
import { alertPlaces } from './alert-places.ts'
import type { Context } from './context.ts'
import type { Plan, Situation, Step } from './move.ts'
import { named } from './named.ts'

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
    return refuse({ key: 'scoreTooLow', number: handoff.number, score: score ?? 0, needed })
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
