import { z } from 'zod'
import { readAes, readAllAes } from '../db/queries/aes.ts'
import { readNamedMember } from '../db/queries/members.ts'
import type { Person } from '../db/queries/situation.ts'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import type { Intent } from '../src/chat/intent.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { refuse } from '../src/domain/refusal.ts'
import { handForm } from '../src/forms/hand.ts'
import { neededLine } from '../src/forms/inputs.ts'
import { personOption } from '../src/forms/options.ts'
import type { Context } from '../src/services/context.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'

const rotation = 'rotation'

const nextBut = (aes: Person[], aeId: string | null) => aes.find((one) => one.id !== aeId) ?? aes[0]

/** An AE by the form's choice, or by what somebody typed: a mention, an address or a name. */
const namedAe = async (ctx: Context, queueId: string | null, intent: Intent, text: string) => {
  const aes = await readAllAes(ctx.db, ctx.tenantId, queueId, ctx.now())
  const member = await readNamedMember(ctx.db, ctx.tenantId, intent.actor.platform, text)
  return aes.find((one) => one.id === (member?.id ?? text))
}

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
    const aes = await readAllAes(ctx.db, ctx.tenantId, checked.situation.handoff.queueId, ctx.now())
    return openForm(handForm(number, aes.map(personOption)))
  },
  run: async ({ ctx, asker, intent, number, input }) => {
    let name = ''
    const moved = await move(ctx, 'hand', number, asker, async (one) => {
      const { queueId, aeId } = one.handoff
      const isByRotation = input.ae.toLowerCase() === rotation
      const ae = isByRotation
        ? nextBut(await readAes(ctx.db, ctx.tenantId, queueId, ctx.now()), aeId)
        : await namedAe(ctx, queueId, intent, input.ae)
      if (!ae) return refuse(isByRotation ? { key: 'noAe', number } : { key: 'unknownAe', text: input.ae })
      if (ae.id === aeId) return refuse({ key: 'withAeAlready', number, ae: ae.name })
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
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    return whisper(
      line(say('done.handed', { name: named(moved.situation), ae: name || (moved.situation.ae?.name ?? '') })),
    )
  },
})
