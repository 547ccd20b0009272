import { funnelFacts } from '../../db/queries/funnel-facts.ts'
import { readNamesByEmail } from '../../db/queries/members.ts'
import { readWaitingCounts } from '../../db/queries/queue.ts'
import { readQueues } from '../../db/queries/queues.ts'
import { biggestLeak } from '../domain/leak.ts'
import { computeFunnel, type FunnelFact, type FunnelQuestion } from '../domain/metrics.ts'
import type { Context } from './context.ts'

/** The biggest leak looks back over two windows of 90 days that end 28 days ago (domain §10). */
const leakReachMs = (28 + 90 + 90) * 86_400_000

/** The numbers of a period, the biggest leak, what waits now, and the names of what is counted (domain §10). */
export const readFunnel = async (ctx: Context, question: FunnelQuestion) => {
  const { from, to, by, asOf } = question
  const span = { from: new Date(Math.min(from, asOf - leakReachMs)), to: new Date(Math.max(to, asOf + 1)) }
  const facts: FunnelFact[] = []
  for await (const fact of funnelFacts(ctx.db, ctx.tenantId, span)) facts.push(fact)
  const report = computeFunnel(facts, question)
  const queues = await readQueues(ctx.db, ctx.tenantId)
  const isPersonal = by === 'owner' || by === 'ae'
  const people = isPersonal ? report.groups.map(({ key }) => key) : []
  const byEmail = await readNamesByEmail(ctx.db, ctx.tenantId, people)
  const names = new Map([...queues.map(({ key, title }) => [key, title] as const), ...byEmail])
  const waiting = await readWaitingCounts(
    ctx.db,
    queues.map(({ id }) => id),
  )
  const leaks = (['source', 'queue'] as const).flatMap((one) => biggestLeak(facts, one, asOf) ?? [])
  const leak = leaks.toSorted((one, other) => other.excess - one.excess)[0] ?? null
  return { report, names, waiting, leak }
}
