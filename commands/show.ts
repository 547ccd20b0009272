import { z } from 'zod'
import { readHandoffFacts } from '../db/queries/handoff-facts.ts'
import { readNames } from '../db/queries/names.ts'
import { readNumberNear } from '../db/queries/numbers-near.ts'
import { drawShow } from '../src/cards/show.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { standingOf } from '../src/services/move.ts'

export const verb = command({
  word: 'show',
  kind: 'question',
  about: 'handoff',
  who: ['anyone'],
  input: z.object({ history: z.boolean().default(false) }),
  typed: (text) => ({ history: text.toLowerCase() === 'history' }),
  variants: { history: { history: true } },
  run: async ({ ctx, actor, asker, number, input }) => {
    const [situation, facts, names] = await Promise.all([
      ctx.situation({ number, memberId: actor.id, delivery: asker.delivery }),
      readHandoffFacts(ctx.db, ctx.tenantId, { number }),
      readNames(ctx.db, ctx.tenantId),
    ])
    if (!situation || !facts)
      return refused({ key: 'unknownNumber', number, near: await readNumberNear(ctx.db, ctx.tenantId, number) })
    const view = { standing: standingOf(situation), names, now: ctx.now(), isHistory: input.history }
    return whisper(...drawShow(facts, view))
  },
})
