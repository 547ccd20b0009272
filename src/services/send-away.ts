import { readQueuePlaces } from '../../db/queries/places.ts'
import { dayIn, isTooFar } from '../domain/local-time.ts'
import { disqualifyKind, isReason, reasonKeys, recycleDate } from '../domain/reasons.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import type { TextKey } from '../texts/catalogue.ts'
import { onDay, say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Context } from './context.ts'
import type { Plan, Situation } from './move.ts'
import { leadNameOf, named } from './named.ts'
import { type Offering, offerIn } from './offer.ts'

type Why = { reason: string; note: string | null }

const usualDay = (ctx: Context, reason: string): string | null =>
  isReason('recycle', reason)
    ? recycleDate(reason, ctx.settings.recycleDays, ctx.now(), ctx.settings.organisation.zone)
    : null

/** The day that a form shows beside a reason: what a person chose stays, what was suggested for a reason follows it. */
export const comeBackShown = (ctx: Context, reason: string | null, standing: string | null): string | null => {
  const isChosen = standing !== null && reasonKeys('recycle').every((one) => usualDay(ctx, one) !== standing)
  if (isChosen) return standing
  return reason === null ? null : usualDay(ctx, reason)
}

/** The day a recycled lead comes back: the one asked for, else the usual one of the reason (domain §8). */
export const comeBackOn = (
  ctx: Context,
  reason: string,
  asked: string | null,
): { ok: true; date: string } | { ok: false; error: TextKey } => {
  const { zone } = ctx.settings.organisation
  const today = dayIn(ctx.now(), zone)
  const date = asked ?? usualDay(ctx, reason)
  if (date === null) return { ok: false, error: 'error.required' }
  if (date <= today) return { ok: false, error: 'error.datePast' }
  if (isTooFar(date, today)) return { ok: false, error: 'error.dateFar' }
  return { ok: true, date }
}

/** Into NURTURE, to come back on a day (domain §8, `reject` and `nurture`). */
export const sentBack = (verb: 'reject' | 'nurture', one: Situation, why: Why & { date: string }): Plan => {
  const values = {
    by: one.actor.name,
    name: named(one),
    reason: wordFor('reason', `recycle.${why.reason}`),
    date: onDay(why.date),
  }
  return {
    ok: true,
    steps: [{ verb, to: 'NURTURE', entered: { ...why } }],
    set: { reason: why.reason, returnsOn: why.date, callBackAt: null },
    tells: [
      {
        to: one.handoff.submitterId,
        text: why.note ? say('told.nurturedNote', { ...values, note: why.note }) : say('told.nurtured', values),
        show: 'closed',
      },
    ],
  }
}

/** Into DISQUALIFIED; the reason says whether it may ever come back (domain §8). */
export const disqualified = (verb: 'reject' | 'disqualify', one: Situation, why: Why): Plan => {
  const kind = isReason('hard', why.reason) || isReason('soft', why.reason) ? disqualifyKind(why.reason) : 'soft'
  const values = { by: one.actor.name, name: named(one), reason: wordFor('reason', `${kind}.${why.reason}`) }
  return {
    ok: true,
    steps: [{ verb, to: 'DISQUALIFIED', entered: { ...why, kind } }],
    set: { reason: why.reason, returnsOn: null, callBackAt: null },
    tells: [
      {
        to: one.handoff.submitterId,
        text: why.note ? say('told.disqualifiedNote', { ...values, note: why.note }) : say('told.disqualified', values),
        show: 'closed',
      },
    ],
  }
}

/**
 * On to another queue: it stays an MQL, and its card comes to that queue's places (domain §8). A rejection tells the
 * submitter; for `reroute` the cards, old and new, say it.
 */
export const rerouted = async (
  verb: 'reject' | 'reroute',
  ctx: Context,
  one: Situation,
  queue: Offering & { key: string },
  why: Why,
  line: string,
): Promise<Plan | Refused> => {
  const { handoff, actor } = one
  if (handoff.queueId === queue.id) return refuse({ key: 'inQueueAlready', number: handoff.number, queue: queue.title })
  const places = await readQueuePlaces(ctx.db, queue.id)
  const about = { number: handoff.number, name: leadNameOf(one), line }
  const offer = await offerIn(ctx, ctx.db, queue, about)
  const reason = wordFor('reason', `reroute.${why.reason}`)
  const text = say('told.rerouted', { by: actor.name, name: named(one), queue: queue.title, reason })
  return {
    ok: true,
    steps: [{ verb, entered: { reason: why.reason, note: why.note, queue: queue.key } }],
    set: { queueId: queue.id, offeredTo: offer.offeredTo },
    offers: offer.offers,
    toldAs: offer.tells,
    queue,
    cards: [...places.map((placeId) => ({ id: ctx.newId(), placeId, card: 'handoff' })), ...offer.cards],
    tells: verb === 'reject' ? [{ to: handoff.submitterId, text }] : [],
  }
}
