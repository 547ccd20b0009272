import { jsonOf, objectsOf, textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { appRates, memberRates, sendRates } from '../limits.ts'
import type { TeamsFailRule } from '../options.ts'
import { splitId } from '../places.ts'
import type { ConnectorCall } from './answer.ts'

/** The planned failure that a call meets, used up by one; null when none is planned. */
export const plannedFailure = (ctx: Ctx, name: string): TeamsFailRule | null => {
  const rule = ctx.rules.find((each) => (each.times ?? 1) > 0 && name.includes(each.call))
  if (!rule) return null
  rule.times = (rule.times ?? 1) - 1
  ctx.rules = ctx.rules.filter((each) => (each.times ?? 1) > 0)
  return rule
}

const placeOf = ({ path, body }: ConnectorCall): string => {
  const [, , id] = path
  if (id !== undefined) return splitId(id).base
  return textOf(jsonOf(jsonOf(body.channelData).channel).id) || textOf(objectsOf(body.members)[0]?.id)
}

/** Counts a call against the rates of the app and of its conversation. Gives 0, or the seconds to wait. */
export const secondsToWait = (ctx: Ctx, call: ConnectorCall): number => {
  if (ctx.options.rates === false) return 0
  const now = ctx.stopwatch()
  const ofPlace = call.method === 'GET' ? (['read', memberRates] as const) : (['send', sendRates] as const)
  const counted = [
    { key: 'app', rates: appRates },
    { key: `${ofPlace[0]} ${placeOf(call)}`, rates: ofPlace[1] },
  ].map(({ key, rates }) => {
    const longest = Math.max(...rates.map(([, ms]) => ms))
    return { key, rates, before: (ctx.rates.get(key) ?? []).filter((at) => now - at < longest) }
  })
  const waits = counted.flatMap(({ rates, before }) =>
    rates.map(([calls, ms]) => {
      const oldest = before.filter((at) => now - at < ms).at(-calls)
      return oldest === undefined ? 0 : oldest + ms - now
    }),
  )
  const wait = Math.max(0, ...waits)
  for (const { key, before } of counted) ctx.rates.set(key, wait > 0 ? before : [...before, now])
  return Math.ceil(wait / 1_000)
}
