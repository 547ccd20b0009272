import { z } from 'zod'
import { readAllAes } from '../db/queries/aes.ts'
import { line } from '../src/cards/card.ts'
import { promptButtons } from '../src/cards/prompt.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { dayIn, daysAfter, momentOf } from '../src/domain/local-time.ts'
import { endOf } from '../src/domain/meeting.ts'
import { wrongTime } from '../src/forms/coming.ts'
import { neededDay, neededTime, oneOf, optionalLine } from '../src/forms/inputs.ts'
import { lengths, meetForm } from '../src/forms/meet.ts'
import { personOption } from '../src/forms/options.ts'
import { bookMeeting } from '../src/services/meet.ts'
import { situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { atTime, say } from '../src/texts/sentence.ts'

const backAtMostDays = 30
const aheadAtMostDays = 730

/** A meeting is booked, or one that took place is noted and its outcome asked for at once (product §6). */
export const verb = command({
  word: 'meet',
  kind: 'verb',
  about: 'handoff',
  input: z.object({
    date: neededDay,
    time: neededTime,
    length: oneOf(lengths, 'error.choice'),
    ae: optionalLine(40),
    link: optionalLine(500).refine((link) => link === null || /^https:\/\/[^\s]+$/.test(link), { error: 'error.link' }),
  }),
  typed: (text) => {
    const [date, time, length] = text.split(/\s+/)
    return { date, ...(time ? { time } : {}), length: length ?? '30' }
  },
  ask: async ({ ctx, actor, asker, number }) => {
    const checked = await situationFor(ctx, 'meet', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const { handoff } = checked.situation
    const aes = await readAllAes(ctx.db, ctx.tenantId, handoff.queueId, ctx.now())
    return openForm(meetForm(number, { date: dayIn(ctx.now(), actor.zone), ae: handoff.aeId }, aes.map(personOption)))
  },
  run: async ({ ctx, actor, asker, number, input }) => {
    const today = dayIn(ctx.now(), actor.zone)
    if (input.date < daysAfter(today, -backAtMostDays))
      return { kind: 'errors', fields: { date: say('error.meetingTooOld') } }
    if (input.date > daysAfter(today, aheadAtMostDays))
      return { kind: 'errors', fields: { date: say('error.dateFar') } }
    const wrong = wrongTime(input.date, input.time, actor.zone)
    if (wrong) return { kind: 'errors', fields: { time: wrong } }
    if (input.ae !== null) {
      const known = await situationFor(ctx, 'meet', number, asker)
      if (!known.ok) return refused(known.refusal)
      const { queueId, aeId } = known.situation.handoff
      const aes = await readAllAes(ctx.db, ctx.tenantId, queueId, ctx.now())
      if (input.ae !== aeId && !aes.some((one) => one.id === input.ae))
        return { kind: 'errors', fields: { ae: say('error.choice') } }
    }
    const startsAt = momentOf(input.date, input.time, actor.zone)
    const minutes = Number(input.length)
    const moved = await bookMeeting(ctx, number, asker, { startsAt, minutes, aeId: input.ae, link: input.link })
    if (!moved.ok) return refused(moved.refusal)
    const values = { name: named(moved.situation), at: atTime(startsAt) }
    const isOver = endOf({ startsAt, minutes }) <= ctx.now()
    const { standing } = moved.situation
    const isToTell = standing.isOwner || moved.after.aeId === actor.id
    if (!isOver || !isToTell || moved.meetingId === null) return whisper(line(say('done.met', values)))
    return whisper(line(say('done.metAsk', values)), promptButtons(number, moved.meetingId))
  },
})
