import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { eraseForm } from '../src/forms/erase.ts'
import { neededLine } from '../src/forms/inputs.ts'
import { erasePerson, findPerson } from '../src/services/erase.ts'
import { say } from '../src/texts/sentence.ts'

/** Forgets a lead by e-mail address or phone number; admins alone, and only by its form (domain §8, §11). */
export const verb = command({
  word: 'erase',
  kind: 'verb',
  about: 'none',
  who: ['admin'],
  input: z.object({ address: neededLine(254) }),
  typed: (text) => ({ address: text }),
  ask: async ({ actor }) => {
    if (!actor.roles.includes('admin')) return refused({ key: 'adminsOnly', word: 'erase' })
    return openForm(eraseForm({ address: null, numbers: [] }))
  },
  run: async ({ ctx, actor, intent, input }) => {
    if (!actor.roles.includes('admin')) return refused({ key: 'adminsOnly', word: 'erase' })
    const { address } = input
    if (intent.surface !== 'form') {
      const { leadIds, numbers } = await findPerson(ctx, address)
      if (leadIds.length === 0) return refused({ key: 'nobodyAt', text: address })
      return openForm(eraseForm({ address, numbers }))
    }
    const numbers = await erasePerson(ctx, address, { memberId: actor.id, surface: intent.surface })
    if (numbers === null) return refusedAtField(intent, { key: 'nobodyAt', text: address })
    ctx.wake()
    return whisper(line(say('done.erased', { count: numbers.length })))
  },
})
