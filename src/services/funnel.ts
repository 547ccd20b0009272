import { countFunnel } from '../../db/queries/funnel-counts.ts'
import { countLeaks } from '../../db/queries/leak-counts.ts'
import { readNamesByEmail } from '../../db/queries/members.ts'
import { readWaitingCounts } from '../../db/queries/queue.ts'
import { readQueues } from '../../db/queries/queues.ts'
import type { FunnelWords } from '../domain/funnel-words.ts'
import { biggestLeak } from '../domain/leak.ts'
import { type Dimension, funnelOf } from '../domain/metrics.ts'
import { parsePeriod } from '../domain/periods.ts'
import { queueNamed } from '../domain/queue-names.ts'
import { refuse } from '../domain/refusal.ts'
import type { Context } from './context.ts'

/** Whether a split names single people: not everybody may see it (product §6). */
export const isPersonal = (by: Dimension | null) => by === 'owner' || by === 'ae'

/**
 * The numbers of a period, the biggest leak, what waits now, and the names of what is counted (domain §10). `day` is the
 * moment by which "last week" is read; the numbers are those of now.
 */
export const readFunnel = async (ctx: Context, asked: Extract<FunnelWords, { ok: true }>, day: Date) => {
  const { by, cohort } = asked
  const { organisation } = ctx.settings
  if (isPersonal(by) && !organisation.perPersonStatistics) return refuse({ key: 'perPersonOff' })
  const period = parsePeriod(asked.period, organisation.zone, day)
  if (!period.ok) return refuse({ key: 'unknownPeriod', text: asked.period })
  const queues = await readQueues(ctx.db, ctx.tenantId)
  const queue = asked.queue === null ? null : queueNamed(queues, asked.queue)
  if (queue === undefined)
    return refuse({ key: 'unknownQueue', text: asked.queue ?? '', queues: queues.map(({ key }) => key) })
  const asOf = ctx.now().getTime()
  const span = { from: period.from.getTime(), to: period.to.getTime(), by, cohort, asOf }
  const question = queue === null ? span : { ...span, queueId: queue.id }
  const report = funnelOf(await countFunnel(ctx.db, ctx.tenantId, question), cohort)
  const people = isPersonal(by) ? report.groups.map(({ key }) => key) : []
  const byEmail = await readNamesByEmail(ctx.db, ctx.tenantId, people)
  const names = new Map([...queues.map(({ key, title }) => [key, title] as const), ...byEmail])
  const counted = queue === null ? queues : [queue]
  const waiting = await readWaitingCounts(
    ctx.db,
    counted.map(({ id }) => id),
  )
  const leaks = await countLeaks(ctx.db, ctx.tenantId, asOf)
  const leak = biggestLeak(queue === null ? leaks : leaks.filter((one) => one.queue === queue.key))
  const of = queue === null ? null : { key: queue.key, title: queue.title }
  return {
    ok: true as const,
    facts: { period: period.label, asked: { by, cohort, queue: of }, report, names, waiting, leak },
  }
}
