import { z } from 'zod'
import { readEmail } from '../db/queries/members.ts'
import { drawFunnel, drawNoSplit } from '../src/cards/funnel.ts'
import { type Actor, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { readFunnelWords } from '../src/domain/funnel-words.ts'
import type { FunnelReport } from '../src/domain/metrics.ts'
import type { Context } from '../src/services/context.ts'
import { isPersonal, readFunnel } from '../src/services/funnel.ts'

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
    const read = await readFunnel(ctx, asked, ctx.now())
    if (!read.ok) return refused(read.refusal)
    const { facts } = read
    const isOwnOnly = isPersonal(asked.by) && !seesPeople(actor)
    const report = isOwnOnly ? await onlyOwn(ctx, actor, facts.report) : facts.report
    return whisper(...drawFunnel({ ...facts, report, isOwnOnly }))
  },
})
