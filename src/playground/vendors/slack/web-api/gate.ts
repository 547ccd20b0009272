import type { Json } from '../../../api.ts'
import { textOf } from '../../json.ts'
import type { Ctx, FailRule } from '../ctx.ts'
import { rateOf } from '../limits.ts'

/** The planned failure that this call meets, used up by one; null when none is planned. */
export const plannedFailure = (ctx: Ctx, method: string): FailRule | null => {
  const rule = ctx.rules.find(
    (each) => each.times > 0 && (typeof each.method === 'string' ? each.method === method : each.method.test(method)),
  )
  if (!rule) return null
  rule.times -= 1
  ctx.rules = ctx.rules.filter((each) => each.times > 0)
  return rule
}

/** Takes a token from the bucket of a method. Gives 0, or the seconds to wait. */
export const secondsToWait = (ctx: Ctx, method: string, args: Json): number => {
  if (ctx.options.rates === false) return 0
  const { perMinute, burst, perChannel } = rateOf(method)
  const key = perChannel ? `${method} ${textOf(args.channel)}` : method
  const perMs = perMinute / 60_000
  const bucket = ctx.buckets.get(key) ?? { tokens: burst, at: ctx.stopwatch() }
  const tokens = Math.min(burst, bucket.tokens + (ctx.stopwatch() - bucket.at) * perMs)
  const isFree = tokens >= 1
  ctx.buckets.set(key, { tokens: isFree ? tokens - 1 : tokens, at: ctx.stopwatch() })
  return isFree ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1_000))
}
