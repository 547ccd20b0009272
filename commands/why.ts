import { z } from 'zod'
import { readDecision } from '../db/queries/decision.ts'
import { readHandoffFacts } from '../db/queries/handoff-facts.ts'
import { readNames } from '../db/queries/names.ts'
import { readNumberNear } from '../db/queries/numbers-near.ts'
import { drawWhy } from '../src/cards/why.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'

export const verb = command({
  word: 'why',
  kind: 'question',
  about: 'handoff',
  who: ['anyone'],
  input: z.object({}),
  run: async ({ ctx, number }) => {
    const [facts, names] = await Promise.all([
      readHandoffFacts(ctx.db, ctx.tenantId, { number }),
      readNames(ctx.db, ctx.tenantId),
    ])
    if (!facts)
      return refused({ key: 'unknownNumber', number, near: await readNumberNear(ctx.db, ctx.tenantId, number) })
    return whisper(...drawWhy(facts, readDecision(facts.handoff.routing), names))
  },
})
