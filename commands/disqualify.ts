import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { isReason } from '../src/domain/reasons.ts'
import { disqualifyForm } from '../src/forms/close.ts'
import { readReason, reasonInput, wrongNote } from '../src/forms/reasons.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { disqualified } from '../src/services/send-away.ts'
import { say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'

/** Not a lead for us: soft may come back, hard never does by itself (domain §8). */
export const verb = command({
  word: 'disqualify',
  kind: 'verb',
  about: 'handoff',
  input: z.object(reasonInput('soft', 'hard')),
  typed: readReason,
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'disqualify', number, asker)
    return checked.ok ? openForm(disqualifyForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const group = isReason('hard', input.reason) ? 'hard' : 'soft'
    const wrong = wrongNote(group, input)
    if (wrong) return wrong
    const moved = await move(ctx, 'disqualify', number, asker, (one) => disqualified('disqualify', one, input))
    if (!moved.ok) return refused(moved.refusal)
    const reason = wordFor('reason', `${group}.${input.reason}`)
    return whisper(line(say('done.disqualified', { name: named(moved.situation), reason })))
  },
})
