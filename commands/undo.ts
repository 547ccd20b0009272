import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { named } from '../src/services/named.ts'
import { undo } from '../src/services/undo.ts'
import { say } from '../src/texts/sentence.ts'

/** My last move, taken back within 10 minutes; without a number, on whichever hand-off it was (domain §8). */
export const verb = command({
  word: 'undo',
  kind: 'verb',
  about: 'either',
  who: ['actor'],
  input: z.object({}),
  run: async ({ ctx, asker, number }) => {
    const undone = await undo(ctx, number === 0 ? null : number, asker)
    if (!undone.ok) return refused(undone.refusal)
    return whisper(line(say('done.undone', { name: named(undone.situation), stage: undone.after.stage })))
  },
})
