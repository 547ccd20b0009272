import { z } from 'zod'
import { readPlaceByExternal, readQueuePlaces } from '../db/queries/places.ts'
import { readQueuePeople } from '../db/queries/queue-people.ts'
import { readQueues } from '../db/queries/queues.ts'
import { type Button, buttons, line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { queueNamed } from '../src/domain/queue-names.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { unbindPlace } from '../src/services/unbind-place.ts'
import { say } from '../src/texts/sentence.ts'

const input = z.object({ what: optionalLine(200) })

type Part = 'queue' | 'alerts'
type Queue = Awaited<ReturnType<typeof readQueues>>[number]

/** What of the two is meant; null where it has to be asked, or is not there. */
const meant = (what: string, queue: Queue | null, hasAlerts: boolean): Part[] => {
  const wanted = what.toLowerCase()
  if (wanted === 'both' || wanted === 'all')
    return [...(queue ? (['queue'] as const) : []), ...(hasAlerts ? (['alerts'] as const) : [])]
  if (/^alerts\b/.test(wanted)) return hasAlerts ? ['alerts'] : []
  return queue && (wanted === 'queue' || queueNamed([queue], what)) ? ['queue'] : []
}

const mayTake = async ({ ctx, actor }: Asked<unknown>, parts: Part[], queue: Queue | null) => {
  if (actor.roles.includes('admin')) return true
  if (parts.includes('alerts') && !actor.roles.includes('manager')) return false
  if (!parts.includes('queue') || !queue) return true
  return (await readQueuePeople(ctx.db, queue.id, 'manager')).some((one) => one.id === actor.id)
}

const which = (queue: Queue) => {
  const button = (label: Button['label'], variant: string): Button => ({ label, word: 'unhere', does: 'runs', variant })
  return whisper(
    line(say('unhere.which', { queue: queue.title })),
    buttons(null, [
      button('button.theQueue', 'queue'),
      button('button.theAlerts', 'alerts'),
      button('button.both', 'both'),
    ]),
  )
}

/** Takes away what is bound to this place; managers of the queue and admins (domain §8, "Other rights"). */
export const verb = command({
  word: 'unhere',
  kind: 'verb',
  about: 'none',
  who: ['manager'],
  input,
  typed: (text) => ({ what: text }),
  variants: { queue: { what: 'queue' }, alerts: { what: 'alerts' }, both: { what: 'both' } },
  run: async (asked) => {
    const { ctx, intent } = asked
    const { place } = intent
    if (!place?.isChannel) return refused({ key: 'notHere' })
    const bound = await readPlaceByExternal(ctx.db, ctx.tenantId, place.platform, place.externalId)
    const queue = (await readQueues(ctx.db, ctx.tenantId)).find(({ id }) => id === bound?.queueId) ?? null
    const hasAlerts = bound?.alerts !== null && bound?.alerts !== undefined
    if (!bound || (!queue && !hasAlerts)) return refused({ key: 'nothingHere' })
    const { what } = asked.input
    if (what === null && queue && hasAlerts) return which(queue)
    const parts = meant(what ?? 'both', queue, hasAlerts)
    if (parts.length === 0) return refused({ key: 'notBoundHere', text: what ?? '' })
    if (!(await mayTake(asked, parts, queue))) return refused({ key: 'managersOnly', word: 'unhere' })
    await unbindPlace(ctx, bound.id, { queue: parts.includes('queue'), alerts: parts.includes('alerts') })
    const said = parts.flatMap((part) =>
      part === 'alerts'
        ? [line(say('done.unhereAlerts'))]
        : queue
          ? [line(say('done.unhere', { queue: queue.title }))]
          : [],
    )
    const isLast = queue && parts.includes('queue') && (await readQueuePlaces(ctx.db, queue.id)).length === 0
    return whisper(...said, ...(isLast ? [line(say('done.unhereLast', { queue: queue.title }))] : []))
  },
})
