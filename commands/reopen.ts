import { z } from 'zod'
import { act } from '../src/cards/acts.ts'
import { buttons, line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { neededText } from '../src/forms/inputs.ts'
import { reopenForm } from '../src/forms/reopen.ts'
import { named } from '../src/services/named.ts'
import { mayBeReopened, reopen } from '../src/services/reopen.ts'
import { say } from '../src/texts/sentence.ts'

/** What was closed comes back as a new hand-off, which waits where the rules send it (domain §8). */
export const verb = command({
  word: 'reopen',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ why: neededText(1_000) }),
  typed: (text) => ({ why: text }),
  ask: async ({ ctx, asker, number }) => {
    const checked = await mayBeReopened(ctx, number, asker)
    return checked.ok ? openForm(reopenForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input }) => {
    const done = await reopen(ctx, number, asker, input.why)
    if (!done.ok) return refused(done.refusal)
    return whisper(
      line(say('done.reopened', { name: named(done.situation), as: `#${done.number}`, queue: done.queue })),
      buttons(done.number, [act.show, act.undo]),
    )
  },
})
