import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { wordFor } from '../src/cards/words.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { isReason, noteSuffices } from '../src/domain/reasons.ts'
import { optionalLine, optionalText } from '../src/forms/inputs.ts'
import { loseForm } from '../src/forms/sqo.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { lost } from '../src/services/won-lost.ts'
import { say } from '../src/texts/sentence.ts'

/** The opportunity was not won; owner, submitter and managers hear why, and no place does (domain §8). */
export const verb = command({
  word: 'lose',
  kind: 'verb',
  about: 'handoff',
  input: z.object({
    reason: optionalLine(40).refine((key) => key !== null && isReason('lost', key), { error: 'error.reason' }),
    note: optionalText(2_000),
  }),
  typed: (text) => {
    const [reason = '', ...note] = text.split(/\s+/)
    return { reason, ...(note.length > 0 ? { note: note.join(' ') } : {}) }
  },
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'lose', number, asker)
    return checked.ok ? openForm(loseForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const reason = input.reason ?? ''
    if (!noteSuffices('lost', reason, input.note)) return { kind: 'errors', fields: { note: say('error.note') } }
    const moved = await move(ctx, 'lose', number, asker, (one) => lost(ctx, one, { reason, note: input.note }))
    if (!moved.ok) return refused(moved.refusal)
    return whisper(
      line(say('done.lost', { name: named(moved.situation), reason: wordFor('reason', `lost.${reason}`) })),
    )
  },
})
