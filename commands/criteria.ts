import { z } from 'zod'
import { drawCriteria } from '../src/cards/criteria.ts'
import { command } from '../src/chat/command.ts'
import { whisper } from '../src/chat/reply.ts'

/** The framework in use and its texts (product §2). */
export const verb = command({
  word: 'criteria',
  kind: 'question',
  about: 'none',
  who: ['anyone'],
  input: z.object({}),
  run: async ({ ctx }) => whisper(...drawCriteria(ctx.framework, ctx.settings.gate)),
})
