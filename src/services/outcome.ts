import { readMeeting, readOpenMeeting, readOutcomeAct } from '../../db/queries/meeting.ts'
import type { MeetingOutcome } from '../../db/schema/meetings.ts'
import { endOf } from '../domain/meeting.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Context } from './context.ts'
import { promptAfter } from './meet.ts'
import { type Asker, type Moved, move, type Situation } from './move.ts'
import { named } from './named.ts'

/** The meeting that is spoken of: the one that was asked about, else the one that waits for its outcome. */
const meetingOf = async (ctx: Context, { handoff }: Situation, id: string | null, mayLieAhead: boolean) => {
  const none = refuse({ key: 'noMeeting', number: handoff.number })
  const now = ctx.now()
  const meeting = id ? await readMeeting(ctx.db, handoff.id, id) : await readOpenMeeting(ctx.db, handoff.id, now)
  if (!meeting || (meeting.startsAt > now && !mayLieAhead)) return none
  if (meeting.outcome === null) return { ok: true as const, meeting }
  const told = meeting.outcomeLineId ? await readOutcomeAct(ctx.db, meeting.outcomeLineId) : null
  if (!told) return none
  return refuse({ key: 'movedOn', number: handoff.number, last: { ...told, stage: handoff.stage } })
}

/**
 * How a meeting went (domain §8): the one that is named, else the newest that has begun. `rescheduled` books it anew for
 * the moment given; nothing else can be said of a meeting that is still to come.
 */
export const tellOutcome = (
  ctx: Context,
  number: number,
  asker: Asker,
  outcome: MeetingOutcome,
  about: { meeting: string | null; anew: Date | null },
): Promise<Moved | Refused> =>
  move(ctx, 'outcome', number, asker, async (one, line) => {
    const { handoff } = one
    const { anew } = about
    const found = await meetingOf(ctx, one, about.meeting, anew !== null)
    if (!found.ok) return found
    const { meeting } = found
    const again = anew ? ctx.newId() : null
    const isHeld = outcome === 'held' || outcome === 'not_qualified'
    return {
      ok: true,
      steps: [{ verb: 'outcome', entered: { outcome, meeting: meeting.id, anew } }],
      set: isHeld
        ? { meetingHeldAt: meeting.startsAt, spokenAt: meeting.startsAt, touchedAt: ctx.now() }
        : { touchedAt: ctx.now() },
      meetingSets: [{ id: meeting.id, outcome, line: line(0) }],
      ...(anew && again
        ? {
            meetings: [
              {
                id: again,
                startsAt: anew,
                minutes: meeting.minutes,
                aeId: meeting.aeId,
                link: meeting.link,
                lineId: line(0),
              },
            ],
            timers: [promptAfter(ctx, again, endOf({ ...meeting, startsAt: anew }), line(0))],
          }
        : {}),
      tells: [
        {
          to: handoff.ownerId,
          text: say('told.outcome', {
            by: one.actor.name,
            name: named(one),
            outcome: wordFor('outcome', outcome),
          }),
          show: true,
        },
      ],
    }
  })
