import { z } from 'zod'
import { readPlaceByExternal } from '../db/queries/places.ts'
import { countWaiting, type Queue, readPeopleOfQueues, readWaiting } from '../db/queries/queue.ts'
import { readQueues } from '../db/queries/queues.ts'
import { drawQueue } from '../src/cards/queue.ts'
import { listLength } from '../src/cards/rows.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { queueNamed } from '../src/domain/queue-names.ts'
import { nextOf } from '../src/services/offer.ts'

const input = z.object({ name: z.string().default('') })

/** The queue of the place, else those that the asker is in, else all. */
const queuesHere = async <Some extends Queue>({ ctx, actor, intent }: Asked<unknown>, all: Some[]): Promise<Some[]> => {
  const place = intent.place
    ? await readPlaceByExternal(ctx.db, ctx.tenantId, intent.place.platform, intent.place.externalId)
    : null
  const bound = all.filter(({ id }) => id === place?.queueId)
  if (bound.length > 0) return bound
  const people = await readPeopleOfQueues(
    ctx.db,
    all.map(({ id }) => id),
  )
  const own = all.filter(({ id }) => people.some((one) => one.queueId === id && one.memberId === actor.id))
  return own.length > 0 ? own : all
}

export const verb = command({
  word: 'queue',
  kind: 'question',
  about: 'none',
  who: ['anyone'],
  input,
  typed: (name) => ({ name }),
  run: async (asked) => {
    const { ctx, actor, input } = asked
    const all = await readQueues(ctx.db, ctx.tenantId)
    const found = input.name === '' ? undefined : queueNamed(all, input.name)
    if (input.name !== '' && !found)
      return refused({ key: 'unknownQueue', text: input.name, queues: all.map(({ title }) => title) })
    const queues = found ? [found] : await queuesHere(asked, all)
    const ids = queues.map(({ id }) => id)
    const rotating = queues.filter(({ mode }) => mode === 'rotate')
    const [people, waiting, total, turns] = await Promise.all([
      readPeopleOfQueues(ctx.db, ids),
      readWaiting(ctx.db, ctx.tenantId, ids, listLength),
      countWaiting(ctx.db, ctx.tenantId, ids),
      Promise.all(rotating.map(async (one) => [one.id, (await nextOf(ctx, ctx.db, one, []))?.name ?? null] as const)),
    ])
    const view = { memberId: actor.id, isAdmin: actor.roles.includes('admin'), now: ctx.now() }
    return whisper(...drawQueue({ queues, people, waiting, total, turns: new Map(turns) }, view))
  },
})
