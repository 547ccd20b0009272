import { z } from 'zod'
import { readNurturing } from '../db/queries/nurturing.ts'
import { line } from '../src/cards/card.ts'
import { drawNurturing } from '../src/cards/nurturing.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { isReason } from '../src/domain/reasons.ts'
import { nurtureForm } from '../src/forms/close.ts'
import { optionalDay } from '../src/forms/inputs.ts'
import { readReason, reasonInput, wrongNote } from '../src/forms/reasons.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { comeBackOn, comeBackShown, sentBack } from '../src/services/send-away.ts'
import { onDay, say } from '../src/texts/sentence.ts'

/** Not now: it comes back on a day as a new hand-off. Without a number: who ripens (domain §8, product §2). */
export const verb = command({
  word: 'nurture',
  kind: 'verb',
  about: 'either',
  input: z.object({ ...reasonInput('recycle'), date: optionalDay }),
  typed: (text) => {
    const [, reason = '', date, note = ''] = /^(\S*)(?:\s+(\d\S*))?([\s\S]*)$/.exec(text) ?? []
    return { ...readReason(`${reason}${note}`), ...(date ? { date } : {}) }
  },
  ask: async ({ ctx, asker, number, input }) => {
    if (number === 0) return whisper(...drawNurturing(await readNurturing(ctx.db, ctx.tenantId)))
    const checked = await situationFor(ctx, 'nurture', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const reason = typeof input.reason === 'string' && isReason('recycle', input.reason) ? input.reason : null
    return openForm(
      nurtureForm(number, { reason, date: comeBackShown(ctx, reason, optionalDay.safeParse(input.date).data ?? null) }),
    )
  },
  run: async ({ ctx, asker, number, input }) => {
    const wrong = wrongNote('recycle', input)
    if (wrong) return wrong
    const { reason, note } = input
    const date = comeBackOn(ctx, reason, input.date)
    if (!date.ok) return { kind: 'errors', fields: { date: say(date.error) } }
    const moved = await move(ctx, 'nurture', number, asker, (one) =>
      sentBack('nurture', one, { reason, note, date: date.date }),
    )
    if (!moved.ok) return refused(moved.refusal)
    return whisper(line(say('done.nurtured', { name: named(moved.situation), date: onDay(date.date) })))
  },
})
