import { z } from 'zod'
import { readAllAes } from '../db/queries/aes.ts'
import { readColleagues } from '../db/queries/colleagues.ts'
import { readLastMove } from '../db/queries/last-act.ts'
import type { Person } from '../db/queries/situation.ts'
import { line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { refuse } from '../src/domain/refusal.ts'
import { neededLine, optionalLine, optionalText } from '../src/forms/inputs.ts'
import { personOption } from '../src/forms/options.ts'
import { reassignForm } from '../src/forms/reassign.ts'
import { listAtMost } from '../src/forms/search.ts'
import type { Context } from '../src/services/context.ts'
import { move, type Situation, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { reassigned, type Seat, seatsOf, usualSeat } from '../src/services/reassign.ts'
import { readWhom } from '../src/services/whom.ts'
import { say } from '../src/texts/sentence.ts'

/** Who may take the place; null where they are too many for a list. */
const peopleFor = async (ctx: Context, { handoff }: Situation, seat: Seat) => {
  const { queueId, ownerId, aeId, offeredTo } = handoff
  const holder = { owner: ownerId, ae: aeId, offered: offeredTo }[seat]
  const search = { queueId, at: ctx.now(), text: '', limit: listAtMost + 1 }
  const all =
    seat === 'ae'
      ? await readAllAes(ctx.db, ctx.tenantId, queueId, ctx.now())
      : await readColleagues(ctx.db, ctx.tenantId, search)
  return all.length > listAtMost && seat !== 'ae' ? null : all.filter(({ id }) => id !== holder).map(personOption)
}

type Given = { seat: string | null; member: Person | null; note: string | null }

const openReassign = async ({ ctx, asker, number }: Asked<unknown>, given: Given): Promise<Reply> => {
  const checked = await situationFor(ctx, 'reassign', number, asker)
  if (!checked.ok) return refused(checked.refusal)
  const one = checked.situation
  const { member, note } = given
  const all = seatsOf(one)
  const seat = all.find((name) => name === given.seat) ?? (await usualSeat(ctx, one, member))
  const nobody = say('word.nobody')
  const labels = {
    owner: say('form.seatOwner', { name: one.owner?.name ?? nobody }),
    ae: say('form.seatAe', { name: one.ae?.name ?? nobody }),
    offered: nobody,
  }
  const seats = all.map((value) => ({ value, label: labels[value] }))
  const people = await peopleFor(ctx, one, seat)
  return openForm(reassignForm({ number, seats, seat, people, member: member && personOption(member), note }))
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

/** Another colleague takes the place of owner or AE, or is offered what waits (domain §8). */
export const verb = command({
  word: 'reassign',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ seat: optionalLine(10), member: neededLine(2_200), note: optionalText(2_000) }),
  typed: (text) => ({ member: text }),
  ask: async (asked) => {
    const { ctx, intent, input } = asked
    const text = textOrNull(input.member)
    const whom = text === null ? null : await readWhom(ctx, intent.actor.platform, text)
    return openReassign(asked, {
      seat: textOrNull(input.seat),
      member: whom?.member ?? null,
      note: textOrNull(input.note),
    })
  },
  run: async (asked) => {
    const { ctx, asker, intent, number, input } = asked
    const isForm = intent.surface === 'form'
    const whom = await readWhom(ctx, intent.actor.platform, input.member)
    if (!whom) return refusedAtField(intent, { key: 'unknownPerson', text: input.member })
    const { member } = whom
    const note = input.note ?? whom.rest
    if (note === '' && isForm) return { kind: 'errors', fields: { note: say('error.required') } }
    if (note === '') return openReassign(asked, { seat: input.seat, member, note: null })
    const moved = await move(ctx, 'reassign', number, asker, async (one) => {
      const seat = seatsOf(one).find((name) => name === input.seat)
      if (input.seat === null || seat)
        return reassigned(ctx, one, { seat: seat ?? (await usualSeat(ctx, one, member)), member, note })
      // The form was of a stage that is over, so it would take another place than it said.
      const last = await readLastMove(ctx.db, one.handoff.id)
      return refuse(last ? { key: 'movedOn', number, last } : { key: 'unknownNumber', number, near: null })
    })
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    const name = named(moved.situation)
    return whisper(
      line(
        moved.after.stage === 'MQL'
          ? say('done.offered', { name, to: member.name })
          : say('done.handed', { name, ae: member.name }),
      ),
    )
  },
})
