import { readNumberNear } from '../../db/queries/numbers-near.ts'
import type { Handoff } from '../../db/queries/situation.ts'
import { clocksOf } from '../domain/clock-moves.ts'
import { moves } from '../domain/moves.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { isOpen } from '../domain/stages.ts'
import { mayMake, seesPrivate } from '../domain/standing.ts'
import { say } from '../texts/sentence.ts'
import type { Act, Told } from './act.ts'
import type { Context } from './context.ts'
import { decideAnew } from './decide-anew.ts'
import { type Asker, replacedIn, type Situation, standingOf } from './move.ts'
import { named } from './named.ts'
import { makeTogether } from './together.ts'

/** Two hand-offs of one lead: `into` goes on, `from` becomes MERGED. */
export type Pair = { ok: true; into: Situation; from: Situation; isRepeat: boolean }

const read = async (ctx: Context, number: number, asker: Asker): Promise<Situation | Refused> => {
  const row = await ctx.situation({ number, memberId: asker.memberId, delivery: asker.delivery })
  if (!row) return refuse({ key: 'unknownNumber', number, near: await readNumberNear(ctx.db, ctx.tenantId, number) })
  return { ...row, standing: standingOf(row) }
}

const isRefused = (one: Situation | Refused): one is Refused => 'refusal' in one

/** Whoever owns or manages the one may merge the other into it or away, where they take part in that too. */
const notFor = (one: Situation, other: Situation): Refused | null => {
  const isFor = [one, other].some(({ standing, handoff }) => mayMake(moves.merge, standing, handoff.stage))
  const stranger = [one, other].find(({ standing }) => !seesPrivate(standing))
  if (isFor && !stranger) return null
  const whose = stranger ?? one
  return refuse({
    key: 'notYours',
    number: whose.handoff.number,
    verb: 'merge',
    whose: whose.owner ? [whose.owner.name] : [],
  })
}

const isOlder = (one: Handoff, other: Handoff) =>
  one.receivedAt.getTime() - other.receivedAt.getTime() || one.number - other.number

/** Which of the two goes on: the older that is open (domain §4). Null where neither is. */
const order = (one: Situation, other: Situation) => {
  const [into] = [one, other]
    .filter(({ handoff }) => isOpen(handoff.stage))
    .toSorted((a, b) => isOlder(a.handoff, b.handoff))
  return into ? { into, from: into === one ? other : one } : null
}

/** Reads two hand-offs and says which would go on, or why they cannot be merged; changes nothing. */
const pairFor = async (ctx: Context, number: number, other: number, asker: Asker): Promise<Pair | Refused> => {
  if (number === other) return refuse({ key: 'mergesItself', number })
  const [one, two] = await Promise.all([read(ctx, number, asker), read(ctx, other, asker)])
  if (isRefused(one)) return one
  if (isRefused(two)) return two
  const repeated = one.repeated as { into?: number } | null
  if (repeated) {
    const [into, from] = repeated.into === one.handoff.number ? [one, two] : [two, one]
    return { ok: true, into, from, isRepeat: true }
  }
  if (!one.actor.isActive) return refuse({ key: 'notMember' })
  for (const { handoff, lead } of [one, two]) {
    if (lead.erasedAt) return refuse({ key: 'erased', number: handoff.number })
    if (handoff.stage === 'MERGED')
      return refuse({ key: 'mergedAlready', number: handoff.number, into: handoff.mergedInto })
  }
  const refused = notFor(one, two)
  if (refused) return refused
  const pair = order(one, two)
  return pair ? { ok: true, ...pair, isRepeat: false } : refuse({ key: 'mergeNeedsOpen', number, other })
}

const later = (one: Date | null, other: Date | null) => (one !== null && (other === null || one > other) ? one : other)

/** What the one that goes on takes over: who was merged into it, and that somebody spoke with the lead. */
const takenOver = (into: Handoff, from: Handoff): Partial<Handoff> => ({
  absorbs: [...(into.absorbs ?? []), from.number, ...(from.absorbs ?? [])],
  touchedAt: later(into.touchedAt, from.touchedAt),
  spokenAt: later(into.spokenAt, from.spokenAt),
  meetingHeldAt: later(into.meetingHeldAt, from.meetingHeldAt),
})

const tellsOf = ({ into, from }: Pair, line: string): Told[] => {
  const text = say('told.merged', { by: into.actor.name, name: named(from), into: `#${into.handoff.number}` })
  const owners = [into.owner, from.owner].flatMap((owner) => (owner && owner.id !== into.actor.id ? [owner.id] : []))
  return [...new Set(owners)].map((lane) => ({
    lane,
    dedupeKey: `tell:${line}:${lane}`,
    payload: { kind: 'tell', text, show: into.handoff.number },
  }))
}

const actsOf = (ctx: Context, pair: Pair, asker: Asker): Act[] => {
  const at = ctx.now()
  const submission = ctx.newId()
  const { tenantId } = ctx
  const actOn = (one: Situation, other: Situation, id: string, set: Partial<Handoff>, delivery: string | null): Act => {
    const { handoff } = one
    const to = set.stage ?? handoff.stage
    return {
      tenantId,
      at,
      by: asker,
      delivery,
      answer: { into: pair.into.handoff.number },
      handoffId: handoff.id,
      version: handoff.version,
      set,
      lines: [
        {
          id,
          verb: 'merge',
          fromStage: handoff.stage,
          toStage: to,
          entered: { other: other.handoff.number },
          replaced: replacedIn(handoff, set),
          submission,
        },
      ],
      stops:
        to === 'MERGED'
          ? [...clocksOf('merge', handoff.stage, to).stop, 'call_back'].map((clock) => ({ clock, line: id }))
          : [],
    }
  }
  const { into, from } = pair
  const gone = { stage: 'MERGED' as const, stageAt: at, mergedInto: into.handoff.number, offeredTo: null }
  const ended = { ...gone, callBackAt: null, returnsOn: null }
  return [
    actOn(into, from, submission, takenOver(into.handoff, from.handoff), asker.delivery),
    // What is told names the one that is gone: it is taken back with that, should its lead be erased.
    { ...actOn(from, into, ctx.newId(), ended, null), tells: tellsOf(pair, submission) },
  ]
}

/**
 * Two hand-offs that are of one lead become one: the older that is open goes on, and the other points at it (domain §4,
 * §8). Both change in one transaction, on the versions that this was decided on, or neither does.
 */
export const merge = (ctx: Context, number: number, other: number, asker: Asker): Promise<Pair | Refused> =>
  decideAnew(async () => {
    const pair = await pairFor(ctx, number, other, asker)
    if (!pair.ok || pair.isRepeat) return pair
    return (await makeTogether(ctx, actsOf(ctx, pair, asker))) ? pair : null
  })
