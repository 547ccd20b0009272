import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { dayIn } from '../src/domain/local-time.ts'
import { readComingMoment, wrongComingDay } from '../src/forms/coming.ts'
import { oneOf, optionalDay, optionalLine, optionalText, optionalTime } from '../src/forms/inputs.ts'
import { touchForm, touchKinds, touchOutcomes } from '../src/forms/touch.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { atTime, say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'

/** "E-mail" and "no-answer" as their keys are compared. */
const plainWord = (word: string) => word.toLowerCase().replace(/[-_]/g, '')

const words = (text: string) => {
  const input: Record<string, string> = {}
  const rest = text.split(/\s+/).filter((word) => {
    const key = plainWord(word)
    const kind = touchKinds.find((one) => plainWord(one) === key)
    const outcome = touchOutcomes.find((one) => plainWord(one) === key)
    if (kind && !input.kind) input.kind = kind
    else if (outcome && !input.outcome) input.outcome = outcome
    else return true
    return false
  })
  return { ...input, ...(rest.length > 0 ? { note: rest.join(' ') } : {}) }
}

/** Somebody reached out to the lead; it goes into the history alone (domain §8). */
export const verb = command({
  word: 'touch',
  kind: 'verb',
  about: 'handoff',
  variants: {
    reached: { kind: 'call', outcome: 'reached' },
    no_answer: { kind: 'call', outcome: 'no_answer' },
    left_message: { kind: 'call', outcome: 'left_message' },
  },
  input: z.object({
    kind: oneOf(touchKinds, 'error.choice'),
    outcome: oneOf(touchOutcomes, 'error.choice'),
    note: optionalText(2_000),
    callBackOn: optionalDay,
    callBackTime: optionalTime,
    nextStep: optionalLine(300),
    nextStepBy: optionalDay,
  }),
  typed: words,
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'touch', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    return openForm(touchForm(number, checked.situation.handoff.stage === 'SQO'))
  },
  run: async ({ ctx, actor, asker, number, input }) => {
    const now = ctx.now()
    const { kind, outcome, note, nextStep, nextStepBy } = input
    const { callBackOn: date, callBackTime } = input
    const asked = date && { date, time: callBackTime ?? '09:00', zone: actor.zone, now }
    const callBack = asked ? readComingMoment(asked, { date: 'callBackOn', time: 'callBackTime' }) : null
    if (callBack && !callBack.ok) return { kind: 'errors', fields: callBack.fields }
    const callBackAt = callBack?.at ?? null
    const wrongStep = nextStepBy && wrongComingDay(nextStepBy, dayIn(now, actor.zone))
    if (wrongStep) return { kind: 'errors', fields: { nextStepBy: say(wrongStep) } }
    const isConversation = outcome === 'reached' && (kind === 'call' || kind === 'meeting')
    const entered = { kind, outcome, note, callBackAt, nextStep, nextStepBy }
    const moved = await move(ctx, 'touch', number, asker, ({ handoff }) => ({
      ok: true,
      steps: [{ verb: 'touch', entered, starts: handoff.stage === 'SQO' && nextStepBy ? ['next_step'] : [] }],
      set: {
        touchedAt: now,
        // A promised call stands until it is made, or promised anew.
        callBackAt: callBackAt ?? (isConversation || (handoff.callBackAt ?? now) <= now ? null : handoff.callBackAt),
        ...(isConversation ? { spokenAt: now } : {}),
        ...(isConversation && kind === 'meeting' ? { meetingHeldAt: now } : {}),
        ...(handoff.stage === 'SQO' && nextStep ? { nextStep } : {}),
        ...(handoff.stage === 'SQO' && nextStepBy ? { nextStepBy } : {}),
      },
    }))
    if (!moved.ok) return refused(moved.refusal)
    const values = { name: named(moved.situation), kind: wordFor('touch', kind), outcome: wordFor('touch', outcome) }
    return whisper(
      line(
        callBackAt ? say('done.touchedCallBack', { ...values, at: atTime(callBackAt) }) : say('done.touched', values),
      ),
    )
  },
})
