import { z } from 'zod'
import { readPlaceByExternal } from '../db/queries/places.ts'
import { readQueues } from '../db/queries/queues.ts'
import { readQueuesOf } from '../db/queries/queues-of.ts'
import { drawNext } from '../src/cards/next.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { queueNamed } from '../src/domain/queue-names.ts'
import { nextOf, readAvailable } from '../src/services/offer.ts'

/** The queue that is named, that of the place, those the asker is in, else all. */
const queuesMeant = async ({ ctx, actor, intent }: Asked<unknown>, name: string) => {
  const all = await readQueues(ctx.db, ctx.tenantId)
  if (name !== '') return { all, meant: [queueNamed(all, name) ?? null] }
  const { place } = intent
  const here = place && (await readPlaceByExternal(ctx.db, ctx.tenantId, place.platform, place.externalId))
  const bound = all.filter(({ id }) => id === here?.queueId)
  if (bound.length > 0) return { all, meant: bound }
  const own = new Set((await readQueuesOf(ctx.db, ctx.tenantId, actor.id)).map(({ id }) => id))
  const mine = all.filter(({ id }) => own.has(id))
  return { all, meant: mine.length > 0 ? mine : all }
}

/** Who is offered the next hand-off, and who is not there (domain §5). */
export const verb = command({
  word: 'next',
  kind: 'question',
  about: 'none',
  who: ['anyone'],
  input: z.object({ name: z.string().default('') }),
  typed: (name) => ({ name }),
  run: async (asked) => {
    const { ctx, input } = asked
    const { all, meant } = await queuesMeant(asked, input.name)
    if (meant.includes(null))
      return refused({ key: 'unknownQueue', text: input.name, queues: all.map(({ title }) => title) })
    const rows = await Promise.all(
      meant.flatMap((queue) =>
        queue === null
          ? []
          : [
              Promise.all([nextOf(ctx, ctx.db, queue, []), readAvailable(ctx, ctx.db, queue)]).then(
                ([next, people]) => ({
                  queue,
                  next,
                  people,
                }),
              ),
            ],
      ),
    )
    return whisper(...drawNext(rows))
  },
})
