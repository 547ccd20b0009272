import { z } from 'zod'
import { readNextWaiting } from '../db/queries/next-waiting.ts'
import { act } from '../src/cards/acts.ts'
import { buttons, line } from '../src/cards/card.ts'
import { drawContact } from '../src/cards/contact.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { toldAccepted } from '../src/services/accepted.ts'
import { move } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { atTime, say, span } from '../src/texts/sentence.ts'

/** Sales takes the lead on: one tap, one winner (domain §8). */
export const verb = command({
  word: 'accept',
  kind: 'verb',
  about: 'handoff',
  input: z.object({}),
  run: async ({ ctx, asker, number }) => {
    const moved = await move(ctx, 'accept', number, asker, (one, line) => {
      const by = one.actor.name
      const name = named(one)
      const { postedAt, stageAt } = one.handoff
      // Released, it waits since then; before, since its card was seen.
      const since = postedAt && Math.max(postedAt.getTime(), stageAt.getTime())
      const text = since
        ? say('told.accepted', { by, name, after: span(ctx.now().getTime() - since) })
        : say('told.acceptedPlain', { by, name })
      return {
        ok: true,
        steps: [{ verb: 'accept', to: 'SAL', entered: {} }],
        set: { ownerId: one.actor.id, offeredTo: null },
        toldAs: toldAccepted(one, line(0), text),
      }
    })
    if (moved.ok) return whisper(...drawContact(number, named(moved.situation), moved.situation.lead, ctx.now()))
    const next = moved.refusal.key === 'movedOn' ? await readNextWaiting(ctx.db, ctx.tenantId, number) : null
    if (!next) return refused(moved.refusal)
    const values = { queue: next.queue, number: `#${next.number}` }
    return refused(
      moved.refusal,
      line(next.dueAt ? say('done.next', { ...values, due: atTime(next.dueAt) }) : say('done.nextPlain', values)),
      buttons(next.number, [act.show]),
    )
  },
})
