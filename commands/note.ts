import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { neededText } from '../src/forms/inputs.ts'
import { longest, noteForm } from '../src/forms/talk.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'

/** What a colleague knows about it, into its thread and its history; the stage stays (domain §8). */
export const verb = command({
  word: 'note',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ note: neededText(longest.note) }),
  typed: (text) => ({ note: text }),
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'note', number, asker)
    return checked.ok ? openForm(noteForm(number)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, number, input: { note } }) => {
    const moved = await move(ctx, 'note', number, asker, (one) => ({
      ok: true,
      steps: [{ verb: 'note', entered: { note } }],
      thread: say('told.noted', { by: one.actor.name, note }),
    }))
    if (!moved.ok) return refused(moved.refusal)
    const { queuePlaces } = moved.situation
    const name = named(moved.situation)
    return whisper(line(queuePlaces.length > 0 ? say('done.noted', { name }) : say('done.notedHistory', { name })))
  },
})
