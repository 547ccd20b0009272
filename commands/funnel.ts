import { z } from 'zod'
import { readEmail } from '../db/queries/members.ts'
import { drawFunnel, drawNoSplit } from '../src/cards/funnel.ts'
import { type Actor, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { readFunnelWords } from '../src/domain/funnel-words.ts'
import type { Dimension, FunnelReport } from '../src/domain/metrics.ts'
import { parsePeriod } from '../src/domain/periods.ts'
import type { Context } from '../src/services/context.ts'
import { readFunnel } from '../src/services/funnel.ts'

const isPersonal = (by: Dimension | null) => by === 'owner' || by === 'ae'

const seesPeople = (actor: Actor) => actor.roles.some((role) => role === 'manager' || role === 'admin')

/** A split by person is for managers; anybody else sees the own row (product §6). */
const onlyOwn = async (ctx: Context, actor: Actor, report: FunnelReport): Promise<FunnelReport> => {
  const email = await readEmail(ctx.db, actor.id)
  return { ...report, groups: report.groups.filter(({ key }) => email !== null && key === email) }
}

export const verb = command({
  word: 'funnel',
  kind: 'question',
  about: 'none',
  who: ['anyone'],
  input: z.object({ words: z.string().default('') }),
  typed: (words) => ({ words }),
  run: async ({ ctx, actor, intent, input }) => {
    // A button says in its variant what somebody else would type.
    const asked = readFunnelWords(intent.variant ?? input.words)
    if (!asked.ok) return whisper(...drawNoSplit(asked.dimension))
    const { organisation } = ctx.settings
    if (isPersonal(asked.by) && !organisation.perPersonStatistics) return refused({ key: 'perPersonOff' })
    const now = ctx.now()
    const period = parsePeriod(asked.period, organisation.zone, now)
    if (!period.ok) return refused({ key: 'unknownPeriod', text: asked.period })
    const { by, cohort } = asked
    const question = { from: period.from.getTime(), to: period.to.getTime(), by, cohort, asOf: now.getTime() }
    const { report, ...around } = await readFunnel(ctx, question)
    const isOwnOnly = isPersonal(by) && !seesPeople(actor)
    const shown = isOwnOnly ? await onlyOwn(ctx, actor, report) : report
    return whisper(...drawFunnel({ ...around, report: shown, period: period.label, asked: { by, cohort }, isOwnOnly }))
  },
})
