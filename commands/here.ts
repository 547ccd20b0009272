import { z } from 'zod'
import { readPlaceByExternal } from '../db/queries/places.ts'
import { readQueuePeople } from '../db/queries/queue-people.ts'
import { readQueues } from '../db/queries/queues.ts'
import { buttons, line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { queueNamed } from '../src/domain/queue-names.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { bindAlerts, bindQueue } from '../src/services/bind-place.ts'
import { say, type Value } from '../src/texts/sentence.ts'

const alertsIn = /^alerts(?:\s+(?<name>.+))?$/i
const input = z.object({ what: optionalLine(200) })

type Here = Asked<z.output<typeof input>>
type Place = NonNullable<Here['intent']['place']>

/** Says who allows lead data in a shared place: null where it is not shared, undefined where nobody did yet (platform notes). */
const allowedBy = async ({ ctx, actor, intent, directory }: Here, place: Place): Promise<string | null | undefined> => {
  if (!(await directory.lookAt(place)).isShared) return null
  if (intent.variant?.startsWith('allow/')) return actor.id
  const known = await readPlaceByExternal(ctx.db, ctx.tenantId, place.platform, place.externalId)
  return (known?.queueId ?? known?.alerts) ? (known?.sharedAllowedBy ?? undefined) : undefined
}

const warn = (what: string, shown: Value) =>
  whisper(
    line(say('here.shared', { what: shown })),
    buttons(null, [{ label: 'button.allowHere', word: 'here', does: 'runs', variant: `allow/${what}` }]),
  )

const placeAlerts = async (asked: Here, place: Place, what: string, name: string | null) => {
  const { ctx, actor } = asked
  if (!actor.roles.includes('admin') && !actor.roles.includes('manager'))
    return refused({ key: 'managersOnly', word: 'here' })
  const names = ctx.settings.alerts.map((one) => one.name)
  if (name && !names.includes(name)) return refused({ key: 'unknownAlerts', text: name, alerts: names })
  const allowed = await allowedBy(asked, place)
  if (allowed === undefined) return warn(what, say('here.alerts'))
  await bindAlerts(ctx, place, name ?? '*', allowed)
  return whisper(line(name ? say('done.hereAlertsNamed', { name }) : say('done.hereAlerts')))
}

/** Binds this place to a queue, or to the SQO alerts; managers of the queue and admins (domain §8, "Other rights"). */
export const verb = command({
  word: 'here',
  kind: 'verb',
  about: 'none',
  who: ['manager'],
  input,
  typed: (text) => ({ what: text }),
  run: async (asked) => {
    const { ctx, actor, intent } = asked
    const { place } = intent
    if (!place?.isChannel) return refused({ key: 'notHere' })
    const queues = await readQueues(ctx.db, ctx.tenantId)
    const keys = queues.map((one) => one.key)
    const what = asked.input.what ?? intent.variant?.replace(/^allow\//, '') ?? null
    if (what === null) return refused({ key: 'queueNeeded', queues: keys })
    const alerts = alertsIn.exec(what)
    if (alerts) return placeAlerts(asked, place, what, alerts.groups?.name ?? null)
    const queue = queueNamed(queues, what)
    if (!queue) return refused({ key: 'unknownQueue', text: what, queues: keys })
    const managers = await readQueuePeople(ctx.db, queue.id, 'manager')
    if (!actor.roles.includes('admin') && !managers.some((one) => one.id === actor.id))
      return refused({ key: 'managersOnly', word: 'here' })
    const allowed = await allowedBy(asked, place)
    if (allowed === undefined) return warn(queue.key, say('here.cards', { queue: queue.title }))
    const count = await bindQueue(ctx, place, queue.id, { allowedBy: allowed })
    return whisper(line(say('done.here', { queue: queue.title, count })))
  },
})
