import { z } from 'zod'
import { readQueues } from '../db/queries/queues.ts'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { choosable, queueNamed } from '../src/domain/queue-names.ts'
import { neededLine } from '../src/forms/inputs.ts'
import { queueOption } from '../src/forms/options.ts'
import { rerouteForm } from '../src/forms/pass-on.ts'
import { reasonInput, wrongNote } from '../src/forms/reasons.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { rerouted } from '../src/services/send-away.ts'
import { say } from '../src/texts/sentence.ts'

const reasonWithNote = /\s+(?<reason>wrong_queue|other)(?:\s+(?<note>[\s\S]+))?$/i

/** It waits in the wrong queue, so it goes to another (domain §8). */
export const verb = command({
  word: 'reroute',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ queue: neededLine(100), ...reasonInput('reroute') }),
  typed: (text) => {
    const { reason, note } = reasonWithNote.exec(text)?.groups ?? {}
    return {
      queue: text.replace(reasonWithNote, ''),
      ...(reason ? { reason: reason.toLowerCase() } : {}),
      ...(note ? { note } : {}),
    }
  },
  ask: async ({ ctx, asker, number, input }) => {
    const checked = await situationFor(ctx, 'reroute', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const queues = choosable(await readQueues(ctx.db, ctx.tenantId))
    const wanted = typeof input.queue === 'string' ? queueNamed(queues, input.queue) : undefined
    if (!wanted && typeof input.queue === 'string')
      return refused({ key: 'unknownQueue', text: input.queue, queues: queues.map(({ title }) => title) })
    const others = queues.filter((one) => one.id !== checked.situation.handoff.queueId)
    return openForm(rerouteForm(number, others.map(queueOption), wanted?.key ?? null))
  },
  run: async ({ ctx, asker, intent, number, input }) => {
    const wrong = wrongNote('reroute', input)
    if (wrong) return wrong
    const queues = choosable(await readQueues(ctx.db, ctx.tenantId))
    const queue = queueNamed(queues, input.queue)
    if (!queue)
      return refusedAtField(intent, {
        key: 'unknownQueue',
        text: input.queue,
        queues: queues.map(({ title }) => title),
      })
    const moved = await move(ctx, 'reroute', number, asker, (one, line) =>
      rerouted('reroute', ctx, one, queue, input, line(0)),
    )
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    return whisper(line(say('done.rerouted', { name: named(moved.situation), queue: queue.title })))
  },
})
