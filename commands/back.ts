import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { comeBack, isAway } from '../src/services/away.ts'
import { readWhom } from '../src/services/whom.ts'
import { say } from '../src/texts/sentence.ts'

/** Whoever was away is there again: clocks go on, and it may be their turn (domain §5, product §2). */
export const verb = command({
  word: 'back',
  kind: 'verb',
  about: 'none',
  who: ['anyone'],
  input: z.object({ member: optionalLine(2_200) }),
  typed: (text) => ({ member: text }),
  run: async ({ ctx, actor, intent, input }) => {
    const named = input.member === null ? null : await readWhom(ctx, intent.actor.platform, input.member)
    const member = input.member === null ? actor : (named?.member ?? null)
    const isOwn = member?.id === actor.id
    if (!isOwn && !actor.roles.some((role) => role === 'manager' || role === 'admin'))
      return refused({ key: 'managersOnly', word: `back ${input.member}` })
    if (!member) return refused({ key: 'unknownPerson', text: input.member ?? '' })
    if (!(await isAway(ctx, member.id))) return refused({ key: 'notAway', name: member.name, isOwn })
    const count = await comeBack(ctx, member.id, ctx.now())
    return whisper(line(isOwn ? say('done.back', { count }) : say('done.backOther', { name: member.name, count })))
  },
})
