import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { dayIn } from '../src/domain/local-time.ts'
import { confirmForm } from '../src/forms/opportunity.ts'
import { opportunityInput, readOpportunity, readOverride, readPastDay } from '../src/forms/opportunity-input.ts'
import { opportunityKnown } from '../src/forms/opportunity-known.ts'
import { planConfirm } from '../src/services/confirm.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'

const openConfirm = async ({ ctx, actor, asker, number }: Asked<unknown>): Promise<Reply> => {
  const checked = await situationFor(ctx, 'confirm', number, asker)
  if (!checked.ok) return refused(checked.refusal)
  const { handoff } = checked.situation
  const needed = ctx.settings.gate.sqoScore
  const score = handoff.score ?? 0
  const today = dayIn(ctx.now(), actor.zone)
  const known = opportunityKnown(handoff, ctx.settings.organisation.currency, today)
  return openForm(confirmForm(number, known, score < needed ? { score, needed } : null))
}

/** The AE takes it on as an opportunity: amount, close date, next step (domain §7, "To SQO"). */
export const verb = command({
  word: 'confirm',
  kind: 'verb',
  about: 'handoff',
  input: z.object(opportunityInput),
  ask: openConfirm,
  run: async (asked) => {
    const { ctx, actor, asker, number, input, intent } = asked
    if (intent.surface !== 'form') return openConfirm(asked)
    const now = ctx.now()
    const held = readPastDay('meetingHeldOn', input.meetingHeldOn, actor.zone, now)
    const override = readOverride(input)
    const opportunity = readOpportunity(input, actor.language, actor.zone, now)
    if (!held.ok || !override.ok || !opportunity.ok) {
      const fields = [held, override, opportunity].map((read) => (read.ok ? {} : read.fields))
      return { kind: 'errors', fields: Object.assign({}, ...fields) }
    }
    const given = { opportunity: opportunity.value, override: override.value, meetingHeldAt: held.value }
    const moved = await move(ctx, 'confirm', number, asker, (one) => planConfirm(ctx, one, given, one.handoff.score))
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    return whisper(line(say('done.confirmed', { name: named(moved.situation) })))
  },
})
