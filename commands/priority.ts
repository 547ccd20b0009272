import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { oneOf } from '../src/forms/inputs.ts'
import { priorityForm } from '../src/forms/pass-on.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { prioritised } from '../src/services/set-priority.ts'
import { say } from '../src/texts/sentence.ts'

const priorities = { P1: 1, P2: 2, P3: 3 } as const

/** A colleague says how urgent it is; its clocks follow (domain §3, §8). */
export const verb = command({
  word: 'priority',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ priority: oneOf(['P1', 'P2', 'P3'], 'error.choice') }),
  typed: (text) => ({ priority: text.toUpperCase().replace(/^([123])$/, 'P$1') }),
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'priority', number, asker)
    return checked.ok ? openForm(priorityForm(number, checked.situation.handoff.priority)) : refused(checked.refusal)
  },
  run: async ({ ctx, asker, intent, number, input }) => {
    const { priority } = input
    const moved = await move(ctx, 'priority', number, asker, (one) => prioritised(ctx, one, priorities[priority]))
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    return whisper(line(say('done.priority', { name: named(moved.situation), priority })))
  },
})
