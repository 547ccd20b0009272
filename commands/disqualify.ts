import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { wordFor } from '../src/cards/words.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { isReason, noteSuffices } from '../src/domain/reasons.ts'
import { disqualifyForm } from '../src/forms/close.ts'
import { optionalLine, optionalText } from '../src/forms/inputs.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { disqualified } from '../src/services/send-away.ts'
import { say } from '../src/texts/sentence.ts'

const isOne = (key: string | null) => key !== null && (isReason('soft', key) || isReason('hard', key))

/** Not a lead for us: soft may come back, hard never does by itself (domain §8). */
export const verb = command({
  word: 'disqualify',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ reason: optionalLine(40).refine(isOne, { error: 'error.reason' }), note: optionalText(2_000) }),
  typed: (text) => {
    const [reason = '', ...note] = text.split(/\s+/)
    return { reason, ...(note.length > 0 ? { note: note.join(' ') } : {}) }
  },
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'disqualify', number, asker)
    return checked.ok ? openForm(disqualifyForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const reason = input.reason ?? ''
    const group = isReason('hard', reason) ? 'hard' : 'soft'
    if (!noteSuffices(group, reason, input.note)) return { kind: 'errors', fields: { note: say('error.note') } }
    const moved = await move(ctx, 'disqualify', number, asker, (one) =>
      disqualified('disqualify', one, { reason, note: input.note }),
    )
    if (!moved.ok) return refused(moved.refusal)
    return whisper(
      line(say('done.disqualified', { name: named(moved.situation), reason: wordFor('reason', `${group}.${reason}`) })),
    )
  },
})
