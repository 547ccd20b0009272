import { sql } from 'drizzle-orm'
import { adjacentSteps, type LeakCount } from '../../src/domain/leak.ts'
import { maturityMs, steps } from '../../src/domain/metrics.ts'
import { dayMs } from '../../src/domain/zone.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { lastMoved } from '../schema/handoffs.ts'

const windowMs = 90 * dayMs

/** Counts each step by source and queue: in the window that ended 28 days before `asOf`, and in the 90 days before it (domain §10). */
export const countLeaks = async (db: Db, tenantId: string, asOf: number): Promise<LeakCount[]> => {
  const ago = (ms: number) => `timestamptz '${new Date(asOf - ms).toISOString()}'`
  const [end, start, before] = [ago(maturityMs), ago(maturityMs + windowMs), ago(maturityMs + 2 * windowMs)]
  const entries = adjacentSteps.map((step) => `h.${steps[step][0]}_at`)
  const share = (step: (typeof adjacentSteps)[number], from: string, to: string) => {
    const [first, then] = steps[step].map((stage) => `h.${stage}_at`)
    const base = `${first} > ${from} and ${first} <= ${to}`
    return `json_build_object('n', count(*) filter (where ${base} and ${then} <= ${ago(0)}), 'of', count(*) filter (where ${base}))`
  }
  const counts = adjacentSteps.map(
    (step) => `'${step}', json_build_object('now', ${share(step, start, end)}, 'past', ${share(step, before, start)})`,
  )
  const rows = await rowsOf(
    db,
    sql`select coalesce(nullif(h.source, ''), 'unknown') as source, coalesce(q.key, 'unknown') as queue,
  ${sql.raw(`json_build_object(${counts.join(', ')})`)} as steps
from handoffs h left join queues q on q.id = h.queue_id
where h.tenant_id = ${tenantId} and ${sql.raw(`${lastMoved('h.')} > ${before}`)}
  and (${sql.raw(entries.map((at) => `(${at} > ${before} and ${at} <= ${end})`).join(' or '))})
group by 1, 2`,
  )
  return rows as LeakCount[]
}
