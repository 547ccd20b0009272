import type { Refused } from '../domain/refusal.ts'
import { atTime, say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { type Asker, type Moved, move } from './move.ts'
import { named } from './named.ts'

export type Meeting = { startsAt: Date; minutes: number; aeId: string | null; link: string | null }

/** A timer that asks how the meeting went, when it has ended (product §6, after-call prompt). */
export const promptAfter = (ctx: Context, handoffId: string, meetingId: string, endsAt: Date, line: string) => ({
  id: ctx.newId(),
  tenantId: ctx.tenantId,
  handoffId,
  clock: 'prompt',
  about: meetingId,
  // The meeting's own end keeps two prompts of one hand-off apart, as one clock has one row a start.
  startedAt: endsAt,
  dueAt: endsAt,
  startedBy: line,
})

/** Books a meeting with the lead; its AE becomes the hand-off's while there is none (domain §8, product §6). */
export const bookMeeting = (ctx: Context, number: number, asker: Asker, meeting: Meeting): Promise<Moved | Refused> => {
  const id = ctx.newId()
  const endsAt = new Date(meeting.startsAt.getTime() + meeting.minutes * 60_000)
  return move(ctx, 'meet', number, asker, (one, line) => {
    const aeId = meeting.aeId ?? one.handoff.aeId ?? (one.standing.roles.includes('ae') ? one.actor.id : null)
    return {
      ok: true,
      steps: [{ verb: 'meet', entered: { ...meeting, meeting: id } }],
      set: one.handoff.stage === 'SAL' && aeId !== null ? { aeId } : {},
      meetings: [{ id, tenantId: ctx.tenantId, handoffId: one.handoff.id, ...meeting, aeId, lineId: line(0) }],
      timers: [promptAfter(ctx, one.handoff.id, id, endsAt, line(0))],
      tells: [
        {
          to: aeId,
          text: say('told.met', { by: one.actor.name, name: named(one), at: atTime(meeting.startsAt) }),
          show: true,
        },
      ],
    }
  })
}
