import { z } from 'zod'
import { readQueues } from '../db/queries/queues.ts'
import { line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { choosable } from '../src/domain/queue-names.ts'
import { isReason } from '../src/domain/reasons.ts'
import { oneOf, optionalDay, optionalLine, optionalText } from '../src/forms/inputs.ts'
import { queueOption } from '../src/forms/options.ts'
import { wrongNote } from '../src/forms/reasons.ts'
import { type Next, nexts, rejectForm } from '../src/forms/reject.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { comeBackOn, comeBackShown, disqualified, rerouted, sentBack } from '../src/services/send-away.ts'
import { say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'

const groupOf = (next: Next, reason: string) =>
  next === 'recycle' ? 'recycle' : next === 'queue' ? 'reroute' : isReason('hard', reason) ? 'hard' : 'soft'

/** Sales does not take it: it comes back later, never, or goes to another queue (domain §8). */
export const verb = command({
  word: 'reject',
  kind: 'verb',
  about: 'handoff',
  input: z.object({
    next: oneOf(nexts, 'error.choice'),
    reason: optionalLine(40),
    date: optionalDay,
    queue: optionalLine(100),
    note: optionalText(2_000),
  }),
  ask: async ({ ctx, asker, number, input }) => {
    const checked = await situationFor(ctx, 'reject', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const next = nexts.find((one) => one === input.next) ?? 'recycle'
    const reason = typeof input.reason === 'string' ? input.reason : null
    const queues = choosable(await readQueues(ctx.db, ctx.tenantId))
    const others = queues.filter(({ id }) => id !== checked.situation.handoff.queueId)
    return openForm(
      rejectForm({
        number,
        next,
        reason,
        date: comeBackShown(ctx, reason, optionalDay.safeParse(input.date).data ?? null),
        queues: others.map(queueOption),
      }),
    )
  },
  run: async ({ ctx, asker, intent, number, input }) => {
    const { next, reason, note } = input
    if (reason === null || !isReason(groupOf(next, reason), reason))
      return { kind: 'errors', fields: { reason: say('error.reason') } }
    const group = groupOf(next, reason)
    const wrong = wrongNote(group, { reason, note })
    if (wrong) return wrong
    const said = wordFor('reason', `${group}.${reason}`)
    if (next === 'recycle') {
      const date = comeBackOn(ctx, reason, input.date)
      if (!date.ok) return { kind: 'errors', fields: { date: say(date.error) } }
      const moved = await move(ctx, 'reject', number, asker, (one) =>
        sentBack('reject', one, { reason, note, date: date.date }),
      )
      if (!moved.ok) return refused(moved.refusal)
      return whisper(line(say('done.rejected', { name: named(moved.situation), reason: said, stage: 'NURTURE' })))
    }
    if (next === 'disqualify') {
      const moved = await move(ctx, 'reject', number, asker, (one) => disqualified('reject', one, { reason, note }))
      if (!moved.ok) return refused(moved.refusal)
      return whisper(line(say('done.rejected', { name: named(moved.situation), reason: said, stage: 'DISQUALIFIED' })))
    }
    const queue = choosable(await readQueues(ctx.db, ctx.tenantId)).find(({ key }) => key === input.queue)
    if (!queue) return { kind: 'errors', fields: { queue: say('error.choice') } }
    const moved = await move(ctx, 'reject', number, asker, (one, line) =>
      rerouted('reject', ctx, one, queue, { reason, note }, line(0)),
    )
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    return whisper(line(say('done.rerouted', { name: named(moved.situation), queue: queue.title })))
  },
})
