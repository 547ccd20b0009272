import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { isReason, noteSuffices } from '../src/domain/reasons.ts'
import { optionalLine, optionalText } from '../src/forms/inputs.ts'
import { sendbackForm } from '../src/forms/sqo.ts'
import { move } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { mayBeSentBack, sendBack } from '../src/services/send-back.ts'
import { say } from '../src/texts/sentence.ts'

/** No opportunity after all: the AE decides anew, within 30 days of the SQO (domain §8). */
export const verb = command({
  word: 'sendback',
  kind: 'verb',
  about: 'handoff',
  input: z.object({
    reason: optionalLine(40).refine((key) => key !== null && isReason('sendback', key), { error: 'error.reason' }),
    note: optionalText(2_000),
  }),
  typed: (text) => {
    const [reason = '', ...note] = text.split(/\s+/)
    return { reason, ...(note.length > 0 ? { note: note.join(' ') } : {}) }
  },
  ask: async ({ ctx, asker, number }) => {
    const checked = await mayBeSentBack(ctx, number, asker)
    return checked.ok ? openForm(sendbackForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const reason = input.reason ?? ''
    if (!noteSuffices('sendback', reason, input.note)) return { kind: 'errors', fields: { note: say('error.note') } }
    const moved = await move(ctx, 'sendback', number, asker, (one) => sendBack(ctx, one, { reason, note: input.note }))
    if (!moved.ok) return refused(moved.refusal)
    const ae = moved.situation.ae?.name ?? say('word.nobody')
    return whisper(line(say('done.sentBack', { name: named(moved.situation), ae })))
  },
})
