import { z } from 'zod'
import { readCameBack } from '../db/queries/friday.ts'
import { readHandedOff } from '../db/queries/handed-off.ts'
import { readNamedMember } from '../db/queries/members.ts'
import { readMine } from '../db/queries/mine.ts'
import { readWaitingCounts } from '../db/queries/queue.ts'
import { readQueuesOf } from '../db/queries/queues-of.ts'
import { readWorth } from '../db/queries/worth.ts'
import { drawCameBack } from '../src/cards/friday.ts'
import { drawHome, type HomeFacts } from '../src/cards/home.ts'
import { drawMine } from '../src/cards/mine.ts'
import { listLength } from '../src/cards/rows.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { dayIn, daysAfter, momentOf } from '../src/domain/local-time.ts'
import { optionalDay } from '../src/forms/inputs.ts'

const input = z.object({ person: z.string().default('') })

const ownWords = ['', 'me', '@me']

/** Whose list is asked for; null for somebody whom nobody knows. */
const whose = async ({ ctx, actor, intent, input: { person } }: Asked<z.output<typeof input>>) =>
  ownWords.includes(person.toLowerCase()) ? actor : readNamedMember(ctx.db, ctx.tenantId, intent.actor.platform, person)

/** From which day on what came back is asked for, by the button of the Friday message; null where all is asked for. */
const sinceIn = (variant: string | null) => {
  const [, day = ''] = /^back\/(.+)$/.exec(variant ?? '') ?? []
  return optionalDay.safeParse(day).data ?? null
}

const handedAtMost = 5

/** What stands beside the list on the Home tab: for who manages queues, and for who hands off without selling. */
const readHome = async ({ ctx, actor }: Asked<unknown>): Promise<HomeFacts> => {
  const isSeller = actor.roles.includes('sdr') || actor.roles.includes('ae')
  const [queues, handed] = await Promise.all([
    readQueuesOf(ctx.db, ctx.tenantId, actor.id),
    isSeller ? [] : readHandedOff(ctx.db, ctx.tenantId, actor.id, handedAtMost),
  ])
  const managed = queues.filter(({ part }) => part === 'manager').map(({ id }) => id)
  return { waiting: managed.length > 0 ? await readWaitingCounts(ctx.db, managed) : null, handed }
}

export const verb = command({
  word: 'mine',
  kind: 'question',
  about: 'none',
  who: ['anyone'],
  input,
  typed: (person) => ({ person }),
  run: async (asked) => {
    const { ctx, actor } = asked
    const since = sinceIn(asked.intent.variant)
    if (since !== null) {
      const from = momentOf(since, '00:00', actor.zone)
      return whisper(...drawCameBack(await readCameBack(ctx.db, actor.id, from, listLength), since))
    }
    const member = await whose(asked)
    const isOwn = member?.id === actor.id
    // Who may not look hears the same whether the name exists or not.
    if (!isOwn && !actor.roles.some((role) => role === 'manager' || role === 'admin'))
      return refused({ key: 'managersOnly', word: `mine ${asked.input.person}` })
    if (!member) return refused({ key: 'unknownPerson', text: asked.input.person })
    const now = ctx.now()
    const worth = await readWorth(ctx.store.runPrepared, ctx.tenantId, ctx.settings.organisation.currency, now)
    const who = { tenantId: ctx.tenantId, memberId: member.id }
    const endOfDay = momentOf(daysAfter(dayIn(now, actor.zone), 1), '00:00', actor.zone)
    const mine = await readMine(ctx.store.runPrepared, who, { now, endOfDay }, worth, listLength)
    const beside = asked.intent.surface === 'home' ? drawHome(await readHome(asked)) : []
    return whisper(...drawMine(mine, { name: member.name, isOwn, now }, beside))
  },
})
