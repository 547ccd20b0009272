import { z } from 'zod'
import { readExampleNumbers } from '../db/queries/example-numbers.ts'
import { readQueues } from '../db/queries/queues.ts'
import { readQueuesOf } from '../db/queries/queues-of.ts'
import { drawHelp, drawHelpOf } from '../src/cards/help.ts'
import { type Command, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { nearestWord } from '../src/chat/unknown.ts'

/** The word `help` of a product that knows these words. */
export const helpOf = (words: readonly Pick<Command, 'word' | 'who'>[]) =>
  command({
    word: 'help',
    kind: 'question',
    about: 'none',
    who: ['anyone'],
    input: z.object({ word: z.string().default('') }),
    typed: (text) => ({ word: text.toLowerCase() }),
    run: async ({ ctx, actor, input: { word } }) => {
      const known = [...new Set([...words.map((one) => one.word), 'help'])]
      if (word !== '' && !known.includes(word))
        return refused({ key: 'unknownWord', text: word, near: nearestWord(word, known) })
      const [numbers, queues, own] = await Promise.all([
        readExampleNumbers(ctx.store.runPrepared, ctx.tenantId, actor.id),
        readQueues(ctx.db, ctx.tenantId),
        readQueuesOf(ctx.db, ctx.tenantId, actor.id),
      ])
      const facts = { words: known, roles: actor.roles, numbers, queue: own[0]?.key ?? queues[0]?.key ?? null }
      return whisper(
        ...(word === '' ? drawHelp(facts) : drawHelpOf(word, facts, words.find((one) => one.word === word)?.who)),
      )
    },
  })
