import { z } from 'zod'
import { readMeeting, readOpenMeeting } from '../db/queries/meeting.ts'
import { buttons, line } from '../src/cards/card.ts'
import { promptButtons } from '../src/cards/prompt.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { readComingMoment } from '../src/forms/coming.ts'
import { oneOf, optionalDay, optionalTime } from '../src/forms/inputs.ts'
import { rescheduleForm } from '../src/forms/meet.ts'
import { situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { tellOutcome } from '../src/services/outcome.ts'
import { postponePrompt } from '../src/services/prompts.ts'
import { atTime, say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'
import { verb as qualify } from './qualify.ts'

const outcomes = ['held', 'no_show', 'rescheduled', 'not_qualified', 'not_yet'] as const
const askAgainMs = 15 * 60_000
const word: Record<string, string> = { no: 'no_show', noshow: 'no_show', 'no-show': 'no_show', not: 'not_qualified' }

/** The meeting that a tapped question was about; null for what is typed. */
const askedAbout = ({ intent }: Asked<unknown>): string | null =>
  /^\w+\/(?<id>[0-9a-f-]{36})$/.exec(intent.variant ?? '')?.groups?.id ?? null

const openMeeting = ({ ctx }: Asked<unknown>, handoffId: string, id: string | null) =>
  id === null ? readOpenMeeting(ctx.db, handoffId, ctx.now()) : readMeeting(ctx.db, handoffId, id)

/** How the meeting went; Held is recorded by the tap itself, and the form that follows may be closed (product §6). */
export const verb = command({
  word: 'outcome',
  kind: 'verb',
  about: 'handoff',
  variants: Object.fromEntries(outcomes.map((outcome) => [outcome, { outcome }])),
  input: z
    .object({ outcome: oneOf(outcomes, 'error.choice'), date: optionalDay, time: optionalTime })
    .refine((given) => given.outcome !== 'rescheduled' || given.date !== null, {
      error: 'error.required',
      path: ['date'],
    }),
  typed: (text) => {
    const [first = '', date, time] = text.toLowerCase().split(/\s+/)
    return { outcome: word[first] ?? first, ...(date ? { date } : {}), ...(time ? { time } : {}) }
  },
  ask: async (asked) => {
    const { ctx, asker, number, input } = asked
    const checked = await situationFor(ctx, 'outcome', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const meeting = await openMeeting(asked, checked.situation.handoff.id, askedAbout(asked))
    if (!meeting || meeting.outcome !== null) return refused({ key: 'noMeeting', number })
    if (input.outcome === 'rescheduled') return openForm(rescheduleForm(number, meeting.id))
    const values = { name: named(checked.situation), at: atTime(meeting.startsAt) }
    if (meeting.startsAt > ctx.now())
      return whisper(
        line(say('done.metAhead', values)),
        buttons(number, [
          { label: 'button.rescheduled', word: 'outcome', variant: `rescheduled/${meeting.id}`, does: 'asks' },
        ]),
      )
    return whisper(line(say('done.metAsk', values)), promptButtons(number, meeting.id))
  },
  run: async (asked) => {
    const { ctx, actor, asker, number, input } = asked
    if (input.outcome === 'not_yet') {
      const checked = await situationFor(ctx, 'outcome', number, asker)
      if (!checked.ok) return refused(checked.refusal)
      const meeting = await openMeeting(asked, checked.situation.handoff.id, askedAbout(asked))
      if (!meeting || meeting.outcome !== null) return refused({ key: 'noMeeting', number })
      const at = new Date(ctx.now().getTime() + askAgainMs)
      await postponePrompt(ctx, meeting, actor.id, at)
      return whisper(line(say('done.notYet', { at: atTime(at) })))
    }
    const date = input.outcome === 'rescheduled' ? input.date : null
    const when = date && { date, time: input.time ?? '10:00', zone: actor.zone, now: ctx.now() }
    const anew = when ? readComingMoment(when, { date: 'date', time: 'time' }) : null
    if (anew && !anew.ok) return { kind: 'errors', fields: anew.fields }
    const about = { meeting: askedAbout(asked), anew: anew?.at ?? null }
    const moved = await tellOutcome(ctx, number, asker, input.outcome, about)
    if (!moved.ok) return refused(moved.refusal)
    if (input.outcome === 'held' && moved.after.stage !== 'SQO') {
      const form = await qualify.ask?.({ ...asked, input: {} })
      if (form?.kind === 'form') return form
    }
    return whisper(
      line(say('done.outcome', { name: named(moved.situation), outcome: wordFor('outcome', input.outcome) })),
    )
  },
})
