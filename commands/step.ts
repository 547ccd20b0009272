import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { dayIn } from '../src/domain/local-time.ts'
import { wrongComingDay } from '../src/forms/coming.ts'
import { neededDay, neededLine } from '../src/forms/inputs.ts'
import { stepForm } from '../src/forms/sqo.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { onDay, say } from '../src/texts/sentence.ts'

/** What is to be done next for an SQO, and until when; its clock runs anew (domain §6, §8). */
export const verb = command({
  word: 'step',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ nextStep: neededLine(300), nextStepBy: neededDay }),
  typed: (text) => {
    const [date = '', ...step] = text.split(/\s+/)
    return { nextStepBy: date, nextStep: step.join(' ') }
  },
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'step', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    return openForm(stepForm(number, checked.situation.handoff))
  },
  run: async ({ ctx, actor, asker, number, input }) => {
    const { nextStep, nextStepBy } = input
    const wrong = wrongComingDay(nextStepBy, dayIn(ctx.now(), actor.zone))
    if (wrong) return { kind: 'errors', fields: { nextStepBy: say(wrong) } }
    const moved = await move(ctx, 'step', number, asker, () => ({
      ok: true,
      steps: [{ verb: 'step', entered: { nextStep, nextStepBy } }],
      set: { nextStep, nextStepBy },
    }))
    if (!moved.ok) return refused(moved.refusal)
    return whisper(line(say('done.step', { name: named(moved.situation), date: onDay(nextStepBy), step: nextStep })))
  },
})
