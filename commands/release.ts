import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { releaseForm } from '../src/forms/pass-on.ts'
import { readReason, reasonInput, wrongNote } from '../src/forms/reasons.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { released } from '../src/services/pass-on.ts'
import { say } from '../src/texts/sentence.ts'

/** Its owner gives it back to the queue, with a reason (domain §8). */
export const verb = command({
  word: 'release',
  kind: 'verb',
  about: 'handoff',
  input: z.object(reasonInput('release')),
  typed: readReason,
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'release', number, asker)
    return checked.ok ? openForm(releaseForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const wrong = wrongNote('release', input)
    if (wrong) return wrong
    const moved = await move(ctx, 'release', number, asker, (one, line) => released(ctx, one, input, line(0)))
    if (!moved.ok) return refused(moved.refusal)
    const queue = moved.situation.queue?.title ?? say('word.dash')
    return whisper(line(say('done.rerouted', { name: named(moved.situation), queue })))
  },
})
