import { readRunningClocks } from '../../db/queries/running-clocks.ts'
import { endOf } from '../domain/meeting.ts'
import type { Refused } from '../domain/refusal.ts'
import { atTime, say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { type Asker, type Moved, move } from './move.ts'
import { named } from './named.ts'

export type Meeting = { startsAt: Date; minutes: number; aeId: string | null; link: string | null }

/** A timer that asks how the meeting went, when it has ended (product §6, after-call prompt). */
export const promptAfter = (ctx: Context, meetingId: string, endsAt: Date, line: string, dueAt = endsAt) => ({
  id: ctx.newId(),
  clock: 'prompt',
  about: meetingId,
  startedAt: endsAt,
  dueAt,
  startedBy: line,
})

/** Who noted a meeting that is over is asked about it at once; the question in writing waits for the answer so long. */
const graceMs = 15 * 60_000

export type Booked = Moved & { meetingId: string | null }

/** Books a meeting with the lead; its AE becomes the hand-off's while there is none (domain §8, product §6). */
export const bookMeeting = async (
  ctx: Context,
  number: number,
  asker: Asker,
  meeting: Meeting,
): Promise<Booked | Refused> => {
  const id = ctx.newId()
  const endsAt = endOf(meeting)
  const now = ctx.now()
  const dueAt = endsAt <= now ? new Date(now.getTime() + graceMs) : endsAt
  const moved = await move(ctx, 'meet', number, asker, async (one, line) => {
    const aeId = meeting.aeId ?? one.handoff.aeId ?? (one.standing.roles.includes('ae') ? one.actor.id : null)
    const booked = { ...meeting, aeId }
    const running = await readRunningClocks(ctx.db, one.handoff.id)
    // A silence that was to begin before begins with the meeting.
    const anew = running.some(({ clock, startedAt }) => clock === 'idle' && startedAt < endsAt)
    return {
      ok: true,
      steps: [
        { verb: 'meet', entered: { ...booked, meeting: id }, ...(anew ? { stops: ['idle'], starts: ['idle'] } : {}) },
      ],
      set: one.handoff.stage === 'SAL' && aeId !== null ? { aeId } : {},
      meetings: [{ id, ...booked, lineId: line(0) }],
      timers: [promptAfter(ctx, id, endsAt, line(0), dueAt)],
      tells: [
        {
          to: aeId,
          text: say('told.met', { by: one.actor.name, name: named(one), at: atTime(meeting.startsAt) }),
          show: true,
        },
      ],
    }
  })
  return moved.ok ? { ...moved, meetingId: String(moved.did.entered.meeting ?? '') || null } : moved
}
