import { type Refused, refuse } from '../domain/refusal.ts'
import { dayMs } from '../domain/zone.ts'
import type { Context } from './context.ts'
import { type Asker, type Plan, type Situation, situationFor } from './move.ts'

const withinDays = 30

const tooLate = (ctx: Context, { handoff }: Situation): Refused | null =>
  ctx.now().getTime() - handoff.stageAt.getTime() > withinDays * dayMs
    ? refuse({ key: 'sendbackTooLate', number: handoff.number, since: handoff.stageAt })
    : null

/** Whether somebody may send an SQO back now: the manager, within 30 days of the SQO (domain §8). */
export const mayBeSentBack = async (ctx: Context, number: number, asker: Asker) => {
  const checked = await situationFor(ctx, 'sendback', number, asker)
  return checked.ok ? (tooLate(ctx, checked.situation) ?? checked) : checked
}

/**
 * Back to SQL: its AE is asked anew, by a card at the end of their direct messages; the one that was answered lies far up
 * (domain §8).
 */
export const sendBack = (
  ctx: Context,
  one: Situation,
  why: { reason: string; note: string | null },
): Plan | Refused => {
  const id = ctx.newId()
  const { aeId } = one.handoff
  return (
    tooLate(ctx, one) ?? {
      ok: true,
      steps: [{ verb: 'sendback', to: 'SQL', entered: { ...why } }],
      cards: aeId === null ? [] : [{ id, placeId: aeId, card: `ae:${id}` }],
    }
  )
}
