import { z } from 'zod'
import { readQueuePeople } from '../db/queries/queue-people.ts'
import { readQueues } from '../db/queries/queues.ts'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { bindAlerts, bindQueue } from '../src/services/bind-place.ts'
import { say } from '../src/texts/sentence.ts'

const alertsIn = /^alerts(?:\s+(?<name>.+))?$/i

/** Binds this place to a queue, or to the SQO alerts; managers of the queue and admins (domain §8, "Other rights"). */
export const verb = command({
  word: 'here',
  kind: 'verb',
  about: 'none',
  input: z.object({ what: optionalLine(200) }),
  typed: (text) => ({ what: text }),
  run: async ({ ctx, actor, intent, input }) => {
    const { place } = intent
    if (!place || !/^[CG]/.test(place.externalId)) return refused({ key: 'notHere' })
    const queues = await readQueues(ctx.db, ctx.tenantId)
    const keys = queues.map((one) => one.key)
    const { what } = input
    if (what === null) return refused({ key: 'queueNeeded', queues: keys })
    const isAdmin = actor.roles.includes('admin')
    const alerts = alertsIn.exec(what)
    if (alerts) {
      if (!isAdmin && !actor.roles.includes('manager')) return refused({ key: 'managersOnly', word: 'here' })
      const name = alerts.groups?.name
      const names = ctx.settings.alerts.map((one) => one.name)
      if (name && !names.includes(name)) return refused({ key: 'unknownAlerts', text: name, alerts: names })
      await bindAlerts(ctx, place, name ?? '*')
      return whisper(line(name ? say('done.hereAlertsNamed', { name }) : say('done.hereAlerts')))
    }
    const wanted = what.toLowerCase()
    const queue = queues.find((one) => one.key.toLowerCase() === wanted || one.title.toLowerCase() === wanted)
    if (!queue) return refused({ key: 'unknownQueue', text: what, queues: keys })
    const managers = await readQueuePeople(ctx.db, queue.id, 'manager')
    if (!isAdmin && !managers.some((one) => one.id === actor.id)) return refused({ key: 'managersOnly', word: 'here' })
    const count = await bindQueue(ctx, place, queue.id)
    return whisper(line(say('done.here', { queue: queue.title, count })))
  },
})
