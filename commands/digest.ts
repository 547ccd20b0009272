import { z } from 'zod'
import { readPlaceByExternal } from '../db/queries/places.ts'
import { readQueues } from '../db/queries/queues.ts'
import { readManagedQueues, readSchedule, readSchedules, type Schedule } from '../db/queries/schedules.ts'
import { buttons, line } from '../src/cards/card.ts'
import { type DigestRow, drawDigests } from '../src/cards/digests.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import {
  digestPeriods,
  digestQuestion,
  digestSplits,
  digestTimes,
  mayHaveDigest,
  mayHavePeople,
  periodOf,
} from '../src/domain/digest.ts'
import { readFunnelWords } from '../src/domain/funnel-words.ts'
import { isZone } from '../src/domain/local-time.ts'
import { faultOn } from '../src/domain/place-fault.ts'
import type { External } from '../src/domain/platform.ts'
import { queueNamed } from '../src/domain/queue-names.ts'
import { digestForm } from '../src/forms/digest.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { queueOption } from '../src/forms/options.ts'
import { deleteDigest, digestFault, pauseDigest, planDigest, resumeDigest } from '../src/services/digests.ts'
import { nextRun } from '../src/services/next-run.ts'
import { atTime, type Sentence, say } from '../src/texts/sentence.ts'

const input = z.object({
  text: optionalLine(200),
  period: optionalLine(40),
  by: optionalLine(40),
  queue: optionalLine(200),
  when: optionalLine(40),
  cron: optionalLine(100),
  zone: optionalLine(60),
  where: optionalLine(40),
})
type Given = z.output<typeof input>

/** What somebody may have digests of, beside the queues as they are. */
const lookAround = async ({ ctx, actor }: Asked<unknown>) => {
  const [queues, managedQueues] = await Promise.all([
    readQueues(ctx.db, ctx.tenantId),
    readManagedQueues(ctx.db, ctx.tenantId, actor.id),
  ])
  const maker = { roles: actor.roles, managedQueues }
  const own = queues.filter(({ key }) => mayHaveDigest(maker, key))
  return { queues, maker, own, hasAll: mayHaveDigest(maker, null) }
}
type Around = Awaited<ReturnType<typeof lookAround>>

const mayPlan = ({ own, hasAll }: Pick<Around, 'own' | 'hasAll'>) => hasAll || own.length > 0

const queueOf = (question: string, { queues }: Pick<Around, 'queues'>) => {
  const words = readFunnelWords(question)
  const named = words.ok ? words.queue : null
  return named === null ? null : (queueNamed(queues, named) ?? { key: named, title: named })
}

/** Whose digests somebody sees to: the own, those in channels of what they manage, and for admins all. */
const seesTo = ({ actor }: Asked<unknown>, around: Around, { by, place, question }: Schedule): boolean =>
  actor.roles.includes('admin') ||
  by?.id === actor.id ||
  (place.kind === 'channel' && mayHaveDigest(around.maker, queueOf(question, around)?.key ?? null))

const whereOf = async (asked: Asked<unknown>, { by, place, placeId }: Schedule): Promise<DigestRow['where']> => {
  const { actor, directory, intent } = asked
  const { platform, externalId } = place
  if (placeId === actor.id) return { kind: 'you' }
  if (place.kind === 'direct') return { kind: 'person', name: by?.name ?? '' }
  if (intent.place?.platform === platform && intent.place.externalId === externalId) return { kind: 'here' }
  // Only the platform that is asked on is asked, and a list without a name is better than none.
  const isAsked = platform === intent.actor.platform
  const state = isAsked ? await directory.lookAt({ platform, externalId }).catch(() => null) : null
  return { kind: 'channel', name: state?.name ?? null, platform }
}

const list = async (asked: Asked<unknown>, around: Around, done: Sentence | null): Promise<Reply> => {
  const all = await readSchedules(asked.ctx.db, asked.ctx.tenantId)
  const seen = all.filter((one) => seesTo(asked, around, one))
  // Who may not have any more what they planned may still take it away.
  if (!mayPlan(around) && seen.length === 0 && done === null) return refused({ key: 'managersOnly', word: 'digest' })
  const rows = seen.map(async (one): Promise<DigestRow> => {
    const words = readFunnelWords(one.question)
    const period = words.ok ? periodOf(words) : null
    const of = { period, by: words.ok ? words.by : null, queue: queueOf(one.question, around)?.title ?? null }
    return { ...one, ...of, where: await whereOf(asked, one) }
  })
  return whisper(...drawDigests(await Promise.all(rows), done, mayPlan(around)))
}

const change = async (asked: Asked<unknown>, around: Around, does: string, id: string): Promise<Reply> => {
  const { ctx, actor } = asked
  const one = await readSchedule(ctx.db, ctx.tenantId, id)
  if (!one) return list(asked, around, say('digest.gone'))
  if (!seesTo(asked, around, one)) return refused({ key: 'managersOnly', word: 'digest' })
  if (does === 'delete') {
    await deleteDigest(ctx, one)
    return list(asked, around, say('done.digestDeleted'))
  }
  if (does === 'pause') {
    await pauseDigest(ctx, one)
    return list(asked, around, say('done.digestPaused'))
  }
  const nextAt = nextRun(one.cron, one.zone, ctx.now())
  const me = { id: actor.id, name: actor.name, roles: actor.roles, isActive: true }
  const fault = await digestFault(ctx, ctx.db, { ...one, by: one.place.kind === 'direct' ? one.by : me })
  if (fault !== null || nextAt === null) return list(asked, around, say(`digest.cannot.${fault ?? 'question'}`))
  await resumeDigest(ctx, one, actor.id, nextAt)
  return list(asked, around, say('done.digestResumed', { at: atTime(nextAt) }))
}

/** What is wrong with a channel as the place of a digest; null where it can stand there. */
const faultIn = async ({ ctx, directory }: Asked<unknown>, place: External): Promise<Sentence | null> => {
  const state = await directory.lookAt(place)
  if (state.fault !== null) return say(`error.channel.${faultOn(place.platform, state.fault)}`)
  if (!state.isShared) return null
  const known = await readPlaceByExternal(ctx.db, ctx.tenantId, place.platform, place.externalId)
  return known?.sharedAllowedBy ? null : say('error.channel.shared')
}

const chosen = <One extends string>(from: readonly One[], given: string | null) => from.find((one) => one === given)

const plan = async (asked: Asked<Given>, around: Around): Promise<Reply> => {
  const { ctx, actor, intent, input: given } = asked
  const errors: Record<string, Sentence> = {}
  const period = chosen(digestPeriods, given.period)
  const by = chosen(digestSplits, given.by ?? 'none')
  const when = chosen([...(Object.keys(digestTimes) as (keyof typeof digestTimes)[]), 'cron' as const], given.when)
  const where = chosen(['here', 'direct'] as const, given.where)
  const queue = given.queue === 'all' ? null : around.own.find(({ key }) => key === given.queue)
  for (const [id, one] of Object.entries({ period, by, when, where }))
    if (one === undefined) errors[id] = say('error.choice')
  if (queue === undefined || (queue === null && !around.hasAll)) errors.queue = say('error.choice')
  const zone = given.zone ?? ''
  if (!isZone(zone)) errors.zone = say('error.zone')
  const cron = when === 'cron' ? (given.cron ?? '').split(/\s+/).join(' ') : when === undefined ? '' : digestTimes[when]
  const nextAt = isZone(zone) ? nextRun(cron, zone, ctx.now()) : null
  if (when === 'cron' && isZone(zone) && nextAt === null) errors.cron = say('error.cron')
  if (when !== 'cron' && given.cron !== null) errors.cron = say('error.cronIdle')
  const channel = where === 'here' && intent.place?.isChannel ? intent.place : null
  if (where === 'here') {
    const fault = channel === null ? say('error.choice') : await faultIn(asked, channel)
    if (fault) errors.where = fault
  }
  const { perPersonStatistics } = ctx.settings.organisation
  if ((by === 'owner' || by === 'ae') && !perPersonStatistics) errors.by = say('refusal.perPersonOff')
  else if ((by === 'owner' || by === 'ae') && !mayHavePeople(actor, where === 'direct'))
    errors.by = say('error.digestPeople')
  if (Object.keys(errors).length > 0 || !period || !by || nextAt === null) return { kind: 'errors', fields: errors }
  const question = digestQuestion(period, by, queue?.key ?? null)
  await planDigest(ctx, channel, { byId: actor.id, question, cron, zone, nextAt })
  return {
    kind: 'result',
    title: say('form.digest'),
    parts: [
      line(say('done.digest', { at: atTime(nextAt) })),
      buttons(null, [{ label: 'button.digests', word: 'digest', does: 'runs' }]),
    ],
  }
}

const form = ({ ctx, intent }: Asked<unknown>, around: Around): Reply => {
  if (!mayPlan(around)) return refused({ key: 'managersOnly', word: 'digest' })
  const { own, hasAll } = around
  const { zone, perPersonStatistics } = ctx.settings.organisation
  const isChannel = intent.place?.isChannel === true
  return openForm(digestForm({ queues: own.map(queueOption), hasAll, isChannel, hasPeople: perPersonStatistics, zone }))
}

/** Numbers that come by themselves: planned, listed, paused, deleted by the managers of a queue and admins (domain §8). */
export const verb = command({
  word: 'digest',
  kind: 'verb',
  about: 'none',
  who: ['manager'],
  input,
  typed: (text) => ({ text }),
  ask: async (asked) => form(asked, await lookAround(asked)),
  run: async (asked) => {
    const { intent, input: given } = asked
    const around = await lookAround(asked)
    const [does = '', id] = (intent.variant ?? given.text ?? '').split('/')
    const isChange = ['pause', 'resume', 'delete'].includes(does) && id !== undefined && intent.variant !== null
    if (isChange) return change(asked, around, does, id)
    if (does === '') return list(asked, around, null)
    if (!mayPlan(around)) return refused({ key: 'managersOnly', word: 'digest' })
    if (does !== 'new') return refused({ key: 'digestWords' })
    return intent.surface === 'form' ? plan(asked, around) : form(asked, around)
  },
})
