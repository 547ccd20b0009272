import { z } from 'zod'
import { findHandoffs } from '../db/queries/find.ts'
import { drawFind } from '../src/cards/find.ts'
import { command } from '../src/chat/command.ts'
import { whisper } from '../src/chat/reply.ts'
import { cleanLine } from '../src/domain/plain-text.ts'

const shownAtMost = 10
const longest = 200

export const verb = command({
  word: 'find',
  kind: 'question',
  about: 'none',
  who: ['anyone'],
  input: z.object({ text: z.string().default('') }),
  typed: (text) => ({ text }),
  run: async ({ ctx, actor, input }) => {
    const text = cleanLine(input.text, longest)
    if (text === '') return whisper(...drawFind('', [], false))
    const asked = { tenantId: ctx.tenantId, memberId: actor.id, isAdmin: actor.roles.includes('admin'), text }
    const found = await findHandoffs(ctx.db, asked, shownAtMost + 1)
    return whisper(...drawFind(text, found.slice(0, shownAtMost), found.length > shownAtMost))
  },
})
