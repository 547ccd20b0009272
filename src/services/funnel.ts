import { countFunnel } from '../../db/queries/funnel-counts.ts'
import { countLeaks } from '../../db/queries/leak-counts.ts'
import { readNamesByEmail } from '../../db/queries/members.ts'
import { readWaitingCounts } from '../../db/queries/queue.ts'
import { readQueues } from '../../db/queries/queues.ts'
import { biggestLeak } from '../domain/leak.ts'
import { type FunnelQuestion, funnelOf } from '../domain/metrics.ts'
import type { Context } from './context.ts'

/** The numbers of a period, the biggest leak, what waits now, and the names of what is counted (domain §10). */
export const readFunnel = async (ctx: Context, question: FunnelQuestion) => {
  const { by, asOf } = question
  const report = funnelOf(await countFunnel(ctx.db, ctx.tenantId, question), question.cohort)
  const queues = await readQueues(ctx.db, ctx.tenantId)
  const isPersonal = by === 'owner' || by === 'ae'
  const people = isPersonal ? report.groups.map(({ key }) => key) : []
  const byEmail = await readNamesByEmail(ctx.db, ctx.tenantId, people)
  const names = new Map([...queues.map(({ key, title }) => [key, title] as const), ...byEmail])
  const waiting = await readWaitingCounts(
    ctx.db,
    queues.map(({ id }) => id),
  )
  const leak = biggestLeak(await countLeaks(ctx.db, ctx.tenantId, asOf))
  return { report, names, waiting, leak }
}
