import { readAnswers } from '../../db/queries/qualification.ts'
import type { Answers } from '../../db/schema/qualifications.ts'
import type { Opportunity } from '../domain/opportunity.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { type Judgement, judge } from '../domain/verdict.ts'
import { say } from '../texts/sentence.ts'
import type { Confirmation } from './confirm.ts'
import { planConfirm } from './confirm.ts'
import type { Context } from './context.ts'
import type { Asker, Made, Plan, Planner, Situation, Step } from './move.ts'
import { move } from './move.ts'
import { named } from './named.ts'
import { chooseAe } from './next-ae.ts'

export type Qualification = {
  /** Null takes the newest answers: an override of what was judged before. */
  answers: Answers | null
  isDraft: boolean
  spokeAt: Date | null
  override: { reason: string; note: string } | null
  /** Whom an SDR chose; null: the AE of the booked meeting, else the next in turn. */
  ae: string | null
  /** The AE's form: the meeting that it names, and what it says of the opportunity so far. */
  heldAt: Date | null
  known: Partial<Opportunity>
  /** The AE's form goes on to SQO. */
  confirmation: Confirmation | null
}

export type Qualified = Made & { judgement: Judgement; aeName: string | null; becameSqo: boolean; isDraft: boolean }

const levelsOf = (answers: Answers) => Object.fromEntries(Object.entries(answers).map(([key, one]) => [key, one.level]))

/** Whether the asker qualifies as the hand-off's AE: then the form goes on to SQO (product §6). */
export const qualifiesAsAe = ({ handoff, standing }: Situation) =>
  standing.isAe || (handoff.aeId === null && standing.isOwner && standing.roles.includes('ae'))

/** A conversation that is told of here ends the wait for a touch; where it stays an SAL, a silence begins. */
const touching = (staysSal: boolean): Pick<Step, 'stops' | 'starts'> =>
  staysSal ? { stops: ['first_touch', 'idle'], starts: ['idle'] } : { stops: ['first_touch'] }

const planQualify = async (
  ctx: Context,
  situation: Situation,
  given: Qualification,
  answers: Answers,
  judgement: Judgement,
  line: (step: number) => string,
): Promise<Plan | Refused> => {
  const { handoff, actor } = situation
  const isDraft = given.isDraft || judgement.verdict === 'incomplete'
  const passes = !isDraft && (judgement.verdict === 'pass' || given.override !== null)
  const spokenAt = handoff.spokenAt ?? given.spokeAt ?? given.heldAt
  // A conversation that the form tells of is a touch, whatever the verdict; a draft asserts nothing yet.
  const isTouch = !given.isDraft && (given.spokeAt !== null || given.heldAt !== null)
  const reaches = passes && handoff.stage === 'SAL'
  if (reaches && spokenAt === null) return refuse({ key: 'conversationNeeded', number: handoff.number })
  const asAe = qualifiesAsAe(situation)
  if (reaches && !asAe && given.ae !== null && !(await chooseAe(ctx, situation, given.ae)))
    return refuse({ key: 'unknownAe', text: given.ae })
  const ae = reaches ? (asAe ? actor : await chooseAe(ctx, situation, given.ae)) : situation.ae
  const confirm =
    passes && given.confirmation ? await planConfirm(ctx, situation, given.confirmation, judgement.score) : null
  if (confirm && !confirm.ok) return confirm
  // A reason that nothing hung on marks no card.
  const isBelowSqo = confirm !== null && judgement.score < ctx.settings.gate.sqoScore
  const override = judgement.verdict === 'fail' || isBelowSqo ? given.override : null
  const { score, verdict } = judgement
  const entered = { answers, score, verdict, isDraft, override, ...(confirm ? {} : given.known) }
  const step: Step = {
    verb: 'qualify',
    entered,
    ...(reaches ? { to: 'SQL' as const } : {}),
    ...(isTouch ? touching(handoff.stage === 'SAL' && !reaches) : {}),
  }
  const toldAll = say('told.qualified', {
    by: actor.name,
    name: named(situation),
    score: judgement.score,
    ae: ae?.name ?? say('word.nobody'),
  })
  const isNews = reaches && !confirm
  return {
    ok: true,
    steps: [step, ...(confirm ? confirm.steps : [])],
    set: {
      ...given.known,
      ...(spokenAt !== handoff.spokenAt && !given.isDraft ? { spokenAt } : {}),
      ...(given.heldAt && handoff.meetingHeldAt === null && !given.isDraft ? { meetingHeldAt: given.heldAt } : {}),
      ...(isTouch ? { touchedAt: ctx.now() } : {}),
      ...(isDraft ? {} : { score, verdict }),
      ...(passes && override ? { override: override.reason } : {}),
      ...(reaches ? { aeId: ae?.id ?? null } : {}),
      ...confirm?.set,
    },
    qualifications:
      given.answers === null && given.override === null
        ? []
        : [
            {
              id: ctx.newId(),
              frameworkId: ctx.framework.id,
              answers,
              score,
              verdict: isDraft ? 'incomplete' : verdict,
              isDraft,
              overrideReason: override?.reason ?? null,
              overrideNote: override?.note ?? null,
              byId: actor.id,
              at: ctx.now(),
              lineId: line(0),
            },
          ],
    // Who goes on to SQO at once is asked nothing more.
    cards: [
      ...(reaches && ae && !confirm ? [{ id: ctx.newId(), placeId: ae.id, card: 'ae' }] : []),
      ...(confirm?.cards ?? []),
    ],
    turns: reaches && ae && !asAe ? [ae.id] : [],
    tells: [...(isNews ? [{ to: handoff.submitterId, text: toldAll, show: true }] : []), ...(confirm?.tells ?? [])],
    ...(isNews
      ? {
          thread: say('told.qualifiedThread', {
            by: actor.name,
            score: judgement.score,
            ae: ae?.name ?? say('word.nobody'),
          }),
        }
      : {}),
    ...(ae ? { ae } : {}),
  }
}

/**
 * Takes the answers of a qualification, judges them, and moves the hand-off to SQL where the verdict or an override lets
 * it pass; the AE's submission goes on to SQO in the same transaction (domain §7).
 */
export const qualify = async (
  ctx: Context,
  number: number,
  asker: Asker,
  given: Qualification,
): Promise<Qualified | Refused> => {
  let aeName: string | null | undefined
  const plan: Planner = async (situation, line) => {
    const answers = given.answers ?? (await readAnswers(ctx.db, situation.handoff.id))?.answers ?? {}
    const judgement = judge(ctx.framework, ctx.settings.gate, levelsOf(answers))
    const planned = await planQualify(ctx, situation, given, answers, judgement, line)
    aeName = planned.ok ? (planned.ae?.name ?? null) : null
    return planned
  }
  const moved = await move(ctx, 'qualify', number, asker, plan)
  if (!moved.ok) return moved
  const { answers, isDraft } = moved.did.entered
  return {
    ...moved,
    judgement: judge(ctx.framework, ctx.settings.gate, levelsOf((answers ?? {}) as Answers)),
    aeName: aeName === undefined ? (moved.situation.ae?.name ?? null) : aeName,
    becameSqo: moved.after.stage === 'SQO',
    isDraft: isDraft === true,
  }
}
