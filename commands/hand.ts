import { z } from 'zod'
import { readAes } from '../db/queries/aes.ts'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { refuse } from '../src/domain/refusal.ts'
import { handForm } from '../src/forms/hand.ts'
import { neededLine } from '../src/forms/inputs.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'

/** The SQL goes to an AE: by name, or to the next in turn among those of the queue (domain §8). */
export const verb = command({
  word: 'hand',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ ae: neededLine(200) }),
  typed: (text) => ({ ae: text }),
  ask: async ({ ctx, asker, number }) => {
    const checked = await situationFor(ctx, 'hand', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const aes = await readAes(ctx.db, ctx.tenantId, checked.situation.handoff.queueId, ctx.now())
    return openForm(
      handForm(
        number,
        aes.map((one) => ({ value: one.id, label: say('word.plain', { text: one.name }) })),
      ),
    )
  },
  run: async ({ ctx, asker, number, input }) => {
    let name = ''
    const moved = await move(ctx, 'hand', number, asker, async (one) => {
      const aes = await readAes(ctx.db, ctx.tenantId, one.handoff.queueId, ctx.now())
      const wanted = input.ae.toLowerCase()
      const ae =
        wanted === 'rotation'
          ? (aes.find((other) => other.id !== one.handoff.aeId) ?? aes[0])
          : aes.find((other) => other.id === input.ae || other.name.toLowerCase() === wanted)
      if (!ae) return refuse(wanted === 'rotation' ? { key: 'noAe', number } : { key: 'unknownPerson', text: input.ae })
      name = ae.name
      return {
        ok: true,
        steps: [{ verb: 'hand', entered: { ae: ae.id } }],
        set: { aeId: ae.id },
        cards: [{ id: ctx.newId(), placeId: ae.id, card: 'ae' }],
        turns: [ae.id],
        tells: [],
        ae,
      }
    })
    if (!moved.ok) return refused(moved.refusal)
    return whisper(
      line(say('done.handed', { name: named(moved.situation), ae: name || (moved.situation.ae?.name ?? '') })),
    )
  },
})
