import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { readReason, reasonInput, wrongNote } from '../src/forms/reasons.ts'
import { loseForm } from '../src/forms/sqo.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { lost } from '../src/services/won-lost.ts'
import { say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'

/** The opportunity was not won; owner, submitter and managers hear why, and no place does (domain §8). */
export const verb = command({
  word: 'lose',
  kind: 'verb',
  about: 'handoff',
  input: z.object(reasonInput('lost')),
  typed: readReason,
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'lose', number, asker)
    return checked.ok ? openForm(loseForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const wrong = wrongNote('lost', input)
    if (wrong) return wrong
    const moved = await move(ctx, 'lose', number, asker, (one) => lost(ctx, one, input))
    if (!moved.ok) return refused(moved.refusal)
    const reason = wordFor('reason', `lost.${input.reason}`)
    return whisper(line(say('done.lost', { name: named(moved.situation), reason })))
  },
})
