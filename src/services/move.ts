import { readDone, readLastMove } from '../../db/queries/last-act.ts'
import { readNumberNear } from '../../db/queries/numbers-near.ts'
import type { Handoff, Person, SituationRow } from '../../db/queries/situation.ts'
import { clocksOf } from '../domain/clock-moves.ts'
import { type Move, moves, type Verb } from '../domain/moves.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import type { Timed } from '../domain/settings.ts'
import type { Stage } from '../domain/stages.ts'
import { mayMake, type Standing } from '../domain/standing.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Act, Told } from './act.ts'
import { callBackTimer } from './call-back.ts'
import type { Context } from './context.ts'
import { decideAnew } from './decide-anew.ts'
import { dueOf, firstMoment, pausedFrom } from './due.ts'
import { notYours } from './not-yours.ts'
import { silenceTimer } from './silence.ts'

export type Situation = SituationRow & { standing: Standing }
/** Who asks, by which request, from which surface. */
export type Asker = { memberId: string; delivery: string; surface: string }

/** `stops` and `starts` are clocks that the act ends and starts anew beside those of the move itself. */
export type Step = { verb: Verb; to?: Stage; entered: Record<string, unknown>; stops?: Timed[]; starts?: Timed[] }
type Tell = {
  to: string | null
  text: Sentence
  /** What is offered with it: a look, or where it was closed also a new beginning. */
  show?: boolean | 'closed'
}

/** What a verb makes of a hand-off: its lines in order, and what else changes with them. */
export type Plan = Pick<
  Act,
  | 'meetings'
  | 'meetingSets'
  | 'qualifications'
  | 'cards'
  | 'timers'
  | 'dues'
  | 'leadSet'
  | 'signals'
  | 'turns'
  | 'offers'
> & {
  ok: true
  steps: Step[]
  set?: Partial<Handoff>
  tells?: Tell[]
  /** What is told whole already. */
  toldAs?: Told[]
  /** Said in the thread of the hand-off's cards. */
  thread?: Sentence
  /** The queue that it goes to, where it goes to another. */
  queue?: { calendar: string | null }
  /** The AE or the owner that the plan names, where it names another. */
  ae?: Person
  owner?: Person
}

export type Moved = { ok: true; situation: Situation; after: Handoff; lines: string[] }
/** `did` is what the first line of the act says: a repeat is answered by it as the first was. */
export type Made = Moved & { did: { from: Stage | null; entered: Record<string, unknown> } }
/** Makes a plan of a situation; `line` gives the id that the n-th line will have. */
export type Planner = (situation: Situation, line: (step: number) => string) => Plan | Refused | Promise<Plan | Refused>

const firstTime: Partial<Record<Stage, keyof Handoff>> = {
  MQL: 'mqlAt',
  SAL: 'salAt',
  SQL: 'sqlAt',
  SQO: 'sqoAt',
  WON: 'wonAt',
  LOST: 'lostAt',
  NURTURE: 'nurtureAt',
  DISQUALIFIED: 'disqualifiedAt',
}

/** What the asker is to the hand-off, for the rules of who may and who sees (domain §8, product §6). */
export const standingOf = (row: SituationRow): Standing => ({
  roles: row.actor.roles,
  isOwner: row.handoff.ownerId === row.actor.id,
  isAe: row.handoff.aeId === row.actor.id,
  isSubmitter: row.handoff.submitterId === row.actor.id,
  isOffered: row.handoff.offeredTo === row.actor.id,
  isQueueMember: row.isQueueMember,
  isQueueManager: row.isQueueManager,
})

/** Reads the hand-off and checks stage and person for a verb (domain §8), without changing anything. */
export const situationFor = async (
  ctx: Context,
  verb: Verb,
  number: number,
  asker: Asker,
): Promise<{ ok: true; situation: Situation } | Refused> => {
  const row = await ctx.situation({ number, memberId: asker.memberId, delivery: asker.delivery })
  if (!row) return refuse({ key: 'unknownNumber', number, near: await readNumberNear(ctx.db, ctx.tenantId, number) })
  const situation = { ...row, standing: standingOf(row) }
  if (row.repeated) return { ok: true, situation }
  if (row.lead.erasedAt) return refuse({ key: 'erased', number })
  const move: Move = moves[verb]
  if (!row.actor.isActive) return refuse({ key: 'notMember' })
  const isRightStage = move.from.includes(row.handoff.stage)
  if (!isRightStage) {
    const last = await readLastMove(ctx.db, row.handoff.id)
    if (last) return refuse({ key: 'movedOn', number, last })
  }
  if (!isRightStage || !mayMake(move, situation.standing, row.handoff.stage))
    return notYours(ctx, verb, number, situation)
  return { ok: true, situation }
}

/** What stood in these fields before. */
export const replacedIn = <Row extends object>(before: Row, set: object) =>
  Object.fromEntries(Object.keys(set).map((field) => [field, before[field as keyof Row]]))

/** What stood there before: of the hand-off by field, of its lead under `lead`, of clocks that go on under `dues`. */
const replacedBy = ({ handoff, lead }: Situation, set: Partial<Handoff>, { leadSet, dues = [] }: Plan) => ({
  ...replacedIn(handoff, set),
  ...(leadSet ? { lead: replacedIn(lead, leadSet.set) } : {}),
  ...(dues.length > 0 ? { dues: dues.map(({ id, was }) => ({ id, dueAt: was })) } : {}),
})

const told = (situation: Situation, plan: Plan, line: string): Told[] => {
  const { handoff, actor } = situation
  const direct = (plan.tells ?? []).flatMap(({ to, text, show }, i) =>
    to === null || to === actor.id
      ? []
      : [
          {
            lane: to,
            dedupeKey: `tell:${line}:${i}:${to}`,
            payload: { kind: 'tell', text, show: show ? handoff.number : null, isClosed: show === 'closed' },
          },
        ],
  )
  const thread = plan.thread
    ? situation.queuePlaces.map((place) => ({
        lane: place,
        dedupeKey: `thread:${line}:${place}`,
        payload: { kind: 'thread', handoff: handoff.id, text: plan.thread },
      }))
    : []
  return [...direct.filter((one, i) => direct.findIndex((other) => other.lane === one.lane) === i), ...thread]
}

/** Turns a plan into an act: stage and first times, lines, clocks and what is to be told. */
const actOf = async (ctx: Context, situation: Situation, plan: Plan, asker: Asker, ids: string[], at: Date) => {
  const before = situation.handoff
  const set: Partial<Handoff> = { ...plan.set }
  const submission = ids[0] ?? ctx.newId()
  const starts = new Set<Timed>()
  const stops: { clock: string; line: string }[] = []
  let stage = before.stage
  const lines = plan.steps.map((step, i) => {
    const from = stage
    const id = ids[i] ?? ctx.newId()
    stage = step.to ?? stage
    const first = firstTime[stage]
    if (stage !== from)
      Object.assign(set, { stage, stageAt: at }, first && before[first] === null ? { [first]: at } : {})
    const clocks = clocksOf(step.verb, from, stage)
    for (const clock of new Set([...clocks.stop, ...(step.stops ?? [])]))
      if (!starts.delete(clock)) stops.push({ clock, line: id })
    for (const clock of [...clocks.start, ...(step.starts ?? [])]) starts.add(clock)
    return {
      id,
      verb: step.verb,
      fromStage: from,
      toStage: stage,
      entered: step.entered,
      replaced: {},
      submission,
    }
  })
  const after = { ...before, ...set, version: before.version + 1 }
  const last = lines[lines.length - 1]?.id ?? submission
  const known = [situation.actor, situation.owner, situation.ae, plan.ae ?? null, plan.owner ?? null]
  const personOf = (id: string | null) => known.find((one) => one !== null && one.id === id) ?? null
  const people = { queue: plan.queue ?? situation.queue, owner: personOf(after.ownerId), ae: personOf(after.aeId) }
  const promise = set.callBackAt
  if (promise !== undefined) stops.push({ clock: 'call_back', line: last })
  // Another team was asked for help with a wait that is over now.
  if (before.backupQueueId !== null && stops.some(({ clock }) => clock === 'accept')) set.backupQueueId = null
  // Where no card was seen yet, the first one starts the accept clock (domain §6).
  if (before.postedAt === null) starts.delete('accept')
  const silence = starts.delete('idle') ? [await silenceTimer(ctx, after, people, plan, at, last)] : []
  const timers = [...starts].map((clock) => {
    const episode = { startedAt: at, dueAt: dueOf(ctx, clock, after, people, at) }
    const [nextAt, pausedAt] = [firstMoment(ctx, clock, people, episode), pausedFrom(clock, people, at)]
    return { id: ctx.newId(), clock, ...episode, nextAt, pausedAt, startedBy: last }
  })
  const act: Act = {
    tenantId: ctx.tenantId,
    at,
    by: asker,
    delivery: asker.delivery,
    answer: { lines: ids },
    handoffId: before.id,
    version: before.version,
    set,
    lines: lines.map((line, i) => (i === 0 ? { ...line, replaced: replacedBy(situation, set, plan) } : line)),
    stops,
    timers: [
      ...[...timers, ...silence, ...(plan.timers ?? [])],
      ...(promise ? [callBackTimer(ctx, people, at, promise, last)] : []),
    ],
    dues: plan.dues ?? [],
    meetings: plan.meetings ?? [],
    meetingSets: plan.meetingSets ?? [],
    qualifications: plan.qualifications ?? [],
    signals: plan.signals ?? [],
    cards: plan.cards ?? [],
    turns: plan.turns ?? [],
    offers: plan.offers ?? [],
    tells: [...told(situation, plan, submission), ...(plan.toldAs ?? [])],
    ...(plan.leadSet ? { leadSet: plan.leadSet } : {}),
  }
  return { act, after, lines: ids }
}

/**
 * Makes a verb's move in one transaction, or says why not (domain §8). The change names the version it was decided on:
 * when somebody was faster it takes no effect, and the situation is read and judged anew.
 */
export const move = (ctx: Context, verb: Verb, number: number, asker: Asker, plan: Planner): Promise<Made | Refused> =>
  decideAnew(async () => {
    const checked = await situationFor(ctx, verb, number, asker)
    if (!checked.ok) return checked
    const { situation } = checked
    if (situation.repeated) {
      const lines = (situation.repeated as { lines?: string[] }).lines ?? []
      const did = lines[0] === undefined ? null : await readDone(ctx.db, lines[0])
      return { ok: true, situation, after: situation.handoff, lines, did: did ?? { from: null, entered: {} } }
    }
    const ids = [ctx.newId(), ctx.newId()]
    const planned = await plan(situation, (step) => ids[step] ?? '')
    if (!planned.ok) return planned
    const { act, after, lines } = await actOf(
      ctx,
      situation,
      planned,
      asker,
      ids.slice(0, planned.steps.length),
      ctx.now(),
    )
    const did = { from: situation.handoff.stage, entered: planned.steps[0]?.entered ?? {} }
    return (await ctx.make(act)) === null ? null : { ok: true, situation, after, lines, did }
  })
