import { and, eq, isNotNull } from 'drizzle-orm'
import { places } from '../../db/schema/index.ts'
import { segmentOf } from '../domain/gate.ts'
import { fromMinor } from '../domain/money.ts'
import type { Opportunity } from '../domain/opportunity.ts'
import type { Context } from './context.ts'
import type { Situation } from './move.ts'

/** The places whose alert rule this opportunity meets (`here alerts`, the file's `alerts`). */
export const alertPlaces = async (
  ctx: Context,
  situation: Situation,
  given: Pick<Opportunity, 'amountMinor' | 'currency'>,
): Promise<string[]> => {
  const bound = await ctx.db
    .select({ id: places.id, alerts: places.alerts })
    .from(places)
    .where(and(eq(places.tenantId, ctx.tenantId), isNotNull(places.alerts)))
  const meets = (name: string | null) => {
    const rule = ctx.settings.alerts.find((one) => one.name === name)
    if (!rule) return false
    const least = rule.minAmount[given.currency]
    const isLarge =
      Object.keys(rule.minAmount).length === 0 ||
      (least !== undefined && fromMinor(given.amountMinor, given.currency) >= least)
    const isSegment = rule.segments.length === 0 || rule.segments.includes(segmentOf(situation.lead.employees))
    const isQueue = rule.queues.length === 0 || rule.queues.includes(situation.queue?.key ?? '')
    return isLarge && isSegment && isQueue
  }
  return bound.filter(({ alerts }) => alerts === '*' || meets(alerts)).map((one) => one.id)
}
