import { z } from 'zod'
import { findHandoffs } from '../db/queries/find.ts'
import { act } from '../src/cards/acts.ts'
import { buttons, line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { type Refused, refuse } from '../src/domain/refusal.ts'
import { isOpen } from '../src/domain/stages.ts'
import { neededLine } from '../src/forms/inputs.ts'
import { mergeForm } from '../src/forms/merge.ts'
import { merge } from '../src/services/merge.ts'
import { situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'

const namedAtMost = 6

/** The number of the other one: as it was typed, else of the one hand-off that a name finds; an open one before others. */
const otherNumber = async (
  { ctx, actor, number }: Asked<unknown>,
  text: string,
): Promise<{ ok: true; number: number } | Refused> => {
  const digits = /^#?(\d{1,9})$/.exec(text)?.[1]
  if (digits) return { ok: true, number: Number(digits) }
  const asked = { tenantId: ctx.tenantId, memberId: actor.id, isAdmin: actor.roles.includes('admin'), text }
  const found = (await findHandoffs(ctx.db, asked, namedAtMost)).filter(
    (one) => one.number !== number && one.stage !== 'MERGED',
  )
  const open = found.filter(({ stage }) => isOpen(stage))
  const [one, ...others] = open.length > 0 ? open : found
  if (!one) return refuse({ key: 'noneFound', text })
  if (others.length === 0) return { ok: true, number: one.number }
  return refuse({ key: 'manyFound', text, numbers: [one, ...others].map((each) => `#${each.number}`) })
}

/** Two hand-offs of one lead become one: the older that is open goes on (domain §4, §8). */
export const verb = command({
  word: 'merge',
  kind: 'verb',
  about: 'handoff',
  takesNumber: true,
  input: z.object({ other: neededLine(200) }),
  typed: (text) => ({ other: text }),
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'merge', number, asker)
    // Who owns the other one alone says so in the form: there it is judged by both.
    if (!checked.ok && checked.refusal.key !== 'notYours') return refused(checked.refusal)
    return openForm(mergeForm(number))
  },
  run: async (asked) => {
    const { ctx, asker, number, input, intent } = asked
    const other = await otherNumber(asked, input.other)
    if (!other.ok) return refusedAtField(intent, other.refusal)
    const merged = await merge(ctx, number, other.number, asker)
    if (!merged.ok) return refusedAtField(intent, merged.refusal)
    return whisper(
      line(say('done.merged', { name: named(merged.from), into: named(merged.into) })),
      buttons(merged.into.handoff.number, [act.show, act.undo]),
    )
  },
})
