import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { readReason, reasonInput, wrongNote } from '../src/forms/reasons.ts'
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
  input: z.object(reasonInput('sendback')),
  typed: readReason,
  ask: async ({ ctx, asker, number }) => {
    const checked = await mayBeSentBack(ctx, number, asker)
    return checked.ok ? openForm(sendbackForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const wrong = wrongNote('sendback', input)
    if (wrong) return wrong
    const moved = await move(ctx, 'sendback', number, asker, (one) => sendBack(ctx, one, input))
    if (!moved.ok) return refused(moved.refusal)
    const ae = moved.situation.ae?.name ?? say('word.nobody')
    return whisper(line(say('done.sentBack', { name: named(moved.situation), ae })))
  },
})
