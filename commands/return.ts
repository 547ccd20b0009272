import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { returnForm } from '../src/forms/close.ts'
import { neededText } from '../src/forms/inputs.ts'
import { readReason, reasonInput, wrongNote } from '../src/forms/reasons.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'

/** The AE does not take it: back to SAL with its owner, and why (domain §7). */
export const verb = command({
  word: 'return',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ ...reasonInput('return'), note: neededText(2_000) }),
  typed: readReason,
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'return', number, asker)
    return checked.ok ? openForm(returnForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const wrong = wrongNote('return', input)
    if (wrong) return wrong
    const { reason, note } = input
    const moved = await move(ctx, 'return', number, asker, (one) => {
      const text = say('told.returned', {
        by: one.actor.name,
        name: named(one),
        reason: wordFor('reason', `return.${reason}`),
        note,
      })
      return {
        ok: true,
        steps: [{ verb: 'return', to: 'SAL', entered: { reason, note } }],
        set: { returns: one.handoff.returns + 1 },
        tells: [
          { to: one.handoff.ownerId, text, show: true },
          { to: one.handoff.aeId, text, show: true },
        ],
      }
    })
    if (!moved.ok) return refused(moved.refusal)
    const owner = moved.situation.owner?.name ?? say('word.nobody')
    return whisper(line(say('done.returned', { name: named(moved.situation), owner })))
  },
})
