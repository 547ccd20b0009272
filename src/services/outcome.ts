import { readOpenMeeting } from '../../db/queries/qualification.ts'
import type { MeetingOutcome } from '../../db/schema/meetings.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { promptAfter } from './meet.ts'
import { type Asker, type Moved, move } from './move.ts'
import { named } from './named.ts'

/** How the newest meeting went (domain §8); `rescheduled` books it anew for the moment given. */
export const tellOutcome = (
  ctx: Context,
  number: number,
  asker: Asker,
  outcome: MeetingOutcome,
  anew: Date | null,
): Promise<Moved | Refused> =>
  move(ctx, 'outcome', number, asker, async (one, line) => {
    const { handoff } = one
    const meeting = await readOpenMeeting(ctx.db, handoff.id)
    if (!meeting) return refuse({ key: 'noMeeting', number })
    const name = `outcome.${outcome}`
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
                tenantId: ctx.tenantId,
                handoffId: handoff.id,
                startsAt: anew,
                minutes: meeting.minutes,
                aeId: meeting.aeId,
                link: meeting.link,
                lineId: line(0),
              },
            ],
            timers: [promptAfter(ctx, handoff.id, again, new Date(anew.getTime() + meeting.minutes * 60_000), line(0))],
          }
        : {}),
      tells: [
        {
          to: handoff.ownerId,
          text: say('told.outcome', {
            by: one.actor.name,
            name: named(one),
            outcome: isTextKey(name) ? say(name) : outcome,
          }),
          show: true,
        },
      ],
    }
  })
