import type { Json } from '../../api.ts'
import { type Done, perform as deliver, type Outgoing } from '../delivery.ts'
import { textOf } from '../json.ts'
import type { Ctx } from './ctx.ts'
import { authorization } from './keys.ts'
import { limits } from './limits.ts'
import type { TeamsProof } from './options.ts'

const requestOf = (ctx: Ctx, body: string, serviceUrl: string, proof: TeamsProof): Request => {
  const header = authorization(ctx, serviceUrl, proof)
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
  })
  if (header !== null) headers.set('authorization', header)
  return new Request('http://baton.invalid/api/messages', { method: 'POST', headers, body })
}

/** An activity as the connector brings it. Who taps waits five seconds for the answer, the connector itself fifteen. */
const outgoing = (ctx: Ctx, where: string, activity: Json): Outgoing => {
  const body = JSON.stringify(activity)
  return {
    where,
    bring: () => ctx.options.deliver(requestOf(ctx, body, textOf(activity.serviceUrl), {})),
    mostMs: activity.type === 'invoke' ? limits.invokeMs : limits.messageMs,
    late: 'client: timeout',
    isTaken: (status) => status >= 200 && status < 300,
  }
}

/** Brings any activity to the product, signed as the connector signs, or as a test wants. */
export const sendRaw = async (ctx: Ctx, activity: unknown, proof: TeamsProof): Promise<Response> => {
  const body = typeof activity === 'string' ? activity : JSON.stringify(activity)
  return ctx.options.deliver(requestOf(ctx, body, ctx.options.serviceUrl, proof))
}

/** Carries out an act: brings its activities, one after another, and times the answers. */
export const perform = (ctx: Ctx, of: string, make: () => Json[]): Promise<Done> =>
  deliver(ctx, of, () => make().map((activity) => outgoing(ctx, of, activity)), { isInTurn: true })
