import { z } from 'zod'
import { readBoundChannels } from '../db/queries/health.ts'
import { readQueues } from '../db/queries/queues.ts'
import { buttons, line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { faultOn } from '../src/domain/place-fault.ts'
import { choosable } from '../src/domain/queue-names.ts'
import type { Role } from '../src/domain/settings.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { queueOption } from '../src/forms/options.ts'
import { setupForm } from '../src/forms/setup.ts'
import { bindAlerts, bindQueue } from '../src/services/bind-place.ts'
import { discardSamples, makeQueue, mayBeCalled, postSample } from '../src/services/setup.ts'
import { addToQueue } from '../src/services/team.ts'
import { type Sentence, say } from '../src/texts/sentence.ts'

const people = optionalLine(3_000).transform((ids) => [...new Set((ids ?? '').split(/\s+/).filter(Boolean))])
const input = z.object({
  code: optionalLine(100),
  queue: optionalLine(60),
  channel: optionalLine(300),
  alerts: optionalLine(300),
  members: people,
  aes: people,
  managers: people,
})
type Setup = Asked<z.output<typeof input>>
type Errors = Record<string, Sentence>

const form = async ({ ctx, intent }: Asked<unknown>, isFirst: boolean): Promise<Reply> => {
  const channel = intent.place?.isChannel ? intent.place.externalId : null
  const [queues, bound] = await Promise.all([readQueues(ctx.db, ctx.tenantId), readBoundChannels(ctx.db, ctx.tenantId)])
  return openForm(
    setupForm({
      channel,
      queues: ctx.settings.queues === null ? null : choosable(queues).map(queueOption),
      hasAlerts: bound.some(({ place }) => place.alerts !== null),
      isFirst,
      zone: ctx.settings.organisation.zone,
    }),
  )
}

/** Who is nobody's admin yet becomes the first one by the code that the product printed (product §6, "People"). */
const claim = async (asked: Asked<unknown>, code: string | null): Promise<Reply> => {
  const { ctx, actor } = asked
  const way = ctx.firstAdmin()
  if (way === null || !(await way.isOpen())) return refused({ key: 'adminsOnly', word: 'setup' })
  if (code === null) return refused({ key: 'codeNeeded' })
  const claimed = await way.claim(code, actor.id)
  if (claimed.ok) return form(asked, true)
  if (claimed.why === 'wrong') return refused({ key: 'wrongCode', left: claimed.left })
  return refused(claimed.why === 'locked' ? { key: 'codeLocked' } : { key: 'adminsOnly', word: 'setup' })
}

/** What is wrong with a channel that was picked; null where cards can stand there. */
const faultIn = async ({ directory, intent }: Setup, externalId: string): Promise<Sentence | null> => {
  const state = await directory.lookAt({ platform: intent.actor.platform, externalId })
  if (state.fault !== null) return say(`error.channel.${faultOn(intent.actor.platform, state.fault)}`)
  return state.isShared ? say('error.channel.shared') : null
}

const parts = { members: 'member', aes: 'ae', managers: 'manager' } as const
const roleOf: Record<keyof typeof parts, Role> = { members: 'sdr', aes: 'ae', managers: 'manager' }

/** The members behind the people who were picked; guests and bots are refused at the field. */
const membersOf = async ({ directory, intent, input }: Setup, field: keyof typeof parts, errors: Errors) => {
  const { platform } = intent.actor
  const found = await Promise.all(input[field].map((externalId) => directory.colleague({ platform, externalId })))
  if (found.includes(null)) errors[field] = say('refusal.notColleague')
  return found.flatMap((id) => id ?? [])
}

const setUp = async (asked: Setup): Promise<Reply> => {
  const { ctx, actor, intent, input } = asked
  const errors: Errors = {}
  const isOfFile = ctx.settings.queues !== null
  if (input.queue === null) errors.queue = say('error.required')
  else if (!mayBeCalled(input.queue)) errors.queue = say('error.queueName')
  if (input.channel === null) errors.channel = say('error.required')
  for (const field of ['channel', 'alerts'] as const) {
    const fault = input[field] === null ? null : await faultIn(asked, input[field])
    if (fault) errors[field] = fault
  }
  const picked = {
    members: isOfFile ? [] : await membersOf(asked, 'members', errors),
    aes: isOfFile ? [] : await membersOf(asked, 'aes', errors),
    managers: isOfFile ? [] : await membersOf(asked, 'managers', errors),
  }
  const known = isOfFile ? (await readQueues(ctx.db, ctx.tenantId)).find(({ key }) => key === input.queue) : null
  if (isOfFile && input.queue !== null && !known) errors.queue = say('error.choice')
  if (Object.keys(errors).length > 0 || input.queue === null || input.channel === null)
    return { kind: 'errors', fields: errors }
  const queue = known ?? (await makeQueue(ctx, input.queue))
  // Somebody has to manage what is set up; who sets it up does, until they name others.
  const managers = picked.managers.length > 0 || isOfFile ? picked.managers : [actor.id]
  for (const field of ['members', 'aes', 'managers'] as const)
    for (const id of field === 'managers' ? managers : picked[field])
      await addToQueue(ctx, queue.id, id, parts[field], ctx.settings.members === null ? { role: roleOf[field] } : null)
  const { platform } = intent.actor
  const where = { platform, externalId: input.channel }
  const count = await bindQueue(ctx, where, queue.id)
  if (input.alerts !== null) await bindAlerts(ctx, { platform, externalId: input.alerts }, '*')
  await postSample(ctx, where, queue.title)
  return {
    kind: 'result',
    title: say('form.setup'),
    parts: [
      line(say('done.setup', { queue: queue.title, count })),
      line(say('setup.next'), 'quiet'),
      buttons(null, [{ label: 'button.doctor', word: 'doctor', does: 'runs' }]),
    ],
  }
}

/** The guided first set-up: the first admin by the code, then the first queue with its channel and people (product §2). */
export const verb = command({
  word: 'setup',
  kind: 'verb',
  about: 'none',
  who: ['codeHolder', 'admin'],
  input,
  typed: (text) => ({ code: text }),
  again: async (asked) =>
    asked.actor.roles.includes('admin') ? form(asked, false) : refused({ key: 'adminsOnly', word: 'setup' }),
  run: async (asked) => {
    const { ctx, actor, intent, input } = asked
    if (!actor.roles.includes('admin')) return claim(asked, input.code)
    if (intent.variant === 'discard') {
      const hadSome = intent.place !== null && (await discardSamples(ctx, intent.place, actor.name))
      return whisper(line(say(hadSome ? 'done.discarded' : 'done.noSample')))
    }
    return intent.surface === 'form' ? setUp(asked) : form(asked, false)
  },
})
