import { z } from 'zod'
import { readAllAes } from '../db/queries/aes.ts'
import { readAnswers } from '../db/queries/qualification.ts'
import { drawVerdict, type Judged, staysSal } from '../src/cards/verdict.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, type Reply } from '../src/chat/reply.ts'
import { dayIn } from '../src/domain/local-time.ts'
import { readTypedAnswers } from '../src/forms/answers.ts'
import { optionalDay, optionalLine } from '../src/forms/inputs.ts'
import {
  hasOpportunity,
  opportunityInput,
  readKnownOpportunity,
  readOpportunity,
  readOverride,
  readPastDay,
} from '../src/forms/opportunity-input.ts'
import { opportunityKnown } from '../src/forms/opportunity-known.ts'
import { personOption } from '../src/forms/options.ts'
import { overrideForm, qualifyForm } from '../src/forms/qualify.ts'
import { type Situation, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { chooseAe } from '../src/services/next-ae.ts'
import { qualifiesAsAe, qualify } from '../src/services/qualify.ts'
import { say } from '../src/texts/sentence.ts'
import { wordFor } from '../src/texts/word-for.ts'

const drawForm = async ({ ctx, actor, number }: Asked<unknown>, situation: Situation): Promise<Reply> => {
  const { handoff } = situation
  const today = dayIn(ctx.now(), actor.zone)
  const asAe = qualifiesAsAe(situation)
  const [stored, aes, ae] = await Promise.all([
    readAnswers(ctx.db, handoff.id),
    asAe ? null : readAllAes(ctx.db, ctx.tenantId, handoff.queueId, ctx.now()),
    asAe ? null : chooseAe(ctx, situation, null),
  ])
  return openForm(
    qualifyForm({
      number,
      framework: ctx.framework,
      answers: stored?.answers ?? {},
      needsConversation: handoff.spokenAt === null,
      aes: asAe || handoff.stage !== 'SAL' ? null : (aes ?? []).map(personOption),
      ae: ae?.id ?? null,
      opportunity: asAe ? opportunityKnown(handoff, ctx.settings.organisation.currency, today) : null,
      name: named(situation),
    }),
  )
}

/** Opens the form of Qualify, or says why not. */
const openQualify = async (asked: Asked<Record<string, unknown>>): Promise<Reply> => {
  const { ctx, asker, number, intent } = asked
  const checked = await situationFor(ctx, 'qualify', number, asker)
  if (!checked.ok) return refused(checked.refusal)
  if (intent.variant === 'override')
    return openForm(overrideForm(number, named(checked.situation), checked.situation.handoff.spokenAt === null))
  return drawForm(asked, checked.situation)
}

/** The answers of the conversation, and the verdict on them at once (domain §7). */
export const verb = command({
  word: 'qualify',
  kind: 'verb',
  about: 'handoff',
  input: z.looseObject({ spokeOn: optionalDay, ae: optionalLine(40), ...opportunityInput }),
  ask: openQualify,
  run: async (asked) => {
    const { ctx, actor, asker, number, input, intent } = asked
    if (intent.surface !== 'form') return openQualify({ ...asked, input: {} })
    const now = ctx.now()
    const isOverride = intent.variant === 'override'
    const answers = readTypedAnswers(ctx.framework, input)
    const spoke = readPastDay('spokeOn', input.spokeOn, actor.zone, now)
    const held = readPastDay('meetingHeldOn', input.meetingHeldOn, actor.zone, now)
    const override = readOverride(input)
    const known = readKnownOpportunity(input, actor.language, actor.zone, now)
    const isDraft = intent.variant === 'draft'
    const opportunity =
      hasOpportunity(input) && !isDraft ? readOpportunity(input, actor.language, actor.zone, now) : null
    const wrong = [answers, spoke, held, override, known, opportunity].flatMap((read) =>
      read && !read.ok ? [read.fields] : [],
    )
    if (isOverride && override.ok && override.value === null) wrong.push({ overrideReason: say('error.required') })
    if (wrong.length > 0) return { kind: 'errors', fields: Object.assign({}, ...wrong) }
    const overriding = override.ok ? override.value : null
    const heldAt = held.ok ? held.value : null
    const done = await qualify(ctx, number, asker, {
      answers: isOverride || !answers.ok ? null : answers.value,
      isDraft,
      spokeAt: spoke.ok ? spoke.value : null,
      override: overriding,
      ae: input.ae,
      heldAt,
      known: known.ok ? known.value : {},
      confirmation: opportunity?.ok
        ? { opportunity: opportunity.value, override: overriding, meetingHeldAt: heldAt }
        : null,
    })
    if (!done.ok) return refusedAtField(intent, done.refusal)
    const before = done.did.from
    const judged: Judged = {
      number,
      framework: ctx.framework,
      judgement: done.judgement,
      answers: answers.ok ? answers.value : {},
      stage: done.after.stage,
      reachedNow: done.becameSqo ? 'SQO' : before === 'SAL' && done.after.stage === 'SQL' ? 'SQL' : null,
      isDraft: done.isDraft,
      ae: done.aeName,
      override:
        overriding && (done.judgement.verdict === 'fail' || !done.judgement.sqoReady)
          ? say('result.overridden', { reason: wordFor('reason', `override.${overriding.reason}`) })
          : null,
      needed: { sql: ctx.settings.gate.sqlScore, sqo: ctx.settings.gate.sqoScore },
    }
    return {
      kind: 'result',
      title: say('form.qualify', { number: `#${number}` }),
      parts: drawVerdict(judged),
      ...(staysSal(judged) ? { close: 'button.keepAsSal' } : {}),
    }
  },
})
