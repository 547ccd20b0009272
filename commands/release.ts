import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { isReason, noteSuffices } from '../src/domain/reasons.ts'
import { optionalLine, optionalText } from '../src/forms/inputs.ts'
import { releaseForm } from '../src/forms/pass-on.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { released } from '../src/services/pass-on.ts'
import { say } from '../src/texts/sentence.ts'

/** Its owner gives it back to the queue, with a reason (domain §8). */
export const verb = command({
  word: 'release',
  kind: 'verb',
  about: 'handoff',
  input: z.object({
    reason: optionalLine(40).refine((key) => key !== null && isReason('release', key), { error: 'error.reason' }),
    note: optionalText(2_000),
  }),
  typed: (text) => {
    const [reason = '', ...note] = text.split(/\s+/)
    return { reason: reason.toLowerCase(), ...(note.length > 0 ? { note: note.join(' ') } : {}) }
  },
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'release', number, asker)
    return checked.ok ? openForm(releaseForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const { note } = input
    const reason = input.reason ?? ''
    if (!noteSuffices('release', reason, note)) return { kind: 'errors', fields: { note: say('error.note') } }
    const moved = await move(ctx, 'release', number, asker, (one) => released(ctx, one, { reason, note }))
    if (!moved.ok) return refused(moved.refusal)
    const queue = moved.situation.queue?.title ?? say('word.dash')
    return whisper(line(say('done.rerouted', { name: named(moved.situation), queue })))
  },
})
