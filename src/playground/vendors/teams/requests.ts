import type { Act, Json } from '../../api.ts'
import { beginAct, endAct } from '../causes.ts'
import { parseJson, textOf } from '../json.ts'
import type { Ctx } from './ctx.ts'
import { authorization } from './keys.ts'
import { limits } from './limits.ts'
import type { TeamsProof } from './options.ts'

/** An activity as it went over the wire, so that it can go again. */
type Outgoing = { where: string; body: string; isInvoke: boolean; serviceUrl: string }

/** The activities of each act. Weak, so that a long day keeps none that nobody can replay. */
const sentFor = new WeakMap<Act, Outgoing[]>()

const requestOf = (ctx: Ctx, { body, serviceUrl }: Outgoing, proof: TeamsProof): Request => {
  const header = authorization(ctx, serviceUrl, proof)
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
  })
  if (header !== null) headers.set('authorization', header)
  return new Request('http://baton.invalid/api/messages', { method: 'POST', headers, body })
}

const outgoing = (where: string, activity: Json): Outgoing => ({
  where,
  body: JSON.stringify(activity),
  isInvoke: activity.type === 'invoke',
  serviceUrl: textOf(activity.serviceUrl),
})

/** Brings any activity to the product, signed as the connector signs, or as a test wants. */
export const sendRaw = async (ctx: Ctx, activity: unknown, proof: TeamsProof): Promise<Response> => {
  const serviceUrl = ctx.options.serviceUrl
  const body = typeof activity === 'string' ? activity : JSON.stringify(activity)
  return ctx.options.deliver(requestOf(ctx, { where: 'send', body, isInvoke: false, serviceUrl }, proof))
}

const answerOf = async (response: Response) => ({ status: response.status, text: await response.text() })

const waitAtMost = (ms: number) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  return { over, stop: () => clearTimeout(timer) }
}

/** Brings one activity to the product and times the answer. Who taps waits five seconds, the connector fifteen. */
const deliver = async (ctx: Ctx, one: Outgoing): Promise<Act> => {
  const { where, isInvoke } = one
  const started = ctx.now()
  const most = isInvoke ? limits.invokeMs : limits.messageMs
  const answer = Promise.resolve()
    .then(() => ctx.options.deliver(requestOf(ctx, one, {})))
    .then(answerOf)
    .catch((error: unknown) => ({ status: 0, text: String(error) }))
  const patience = waitAtMost(most)
  const first = await Promise.race([answer, patience.over])
  patience.stop()
  const ms = ctx.now() - started
  if (first === null || ms > most) {
    const fault = ctx.violate({ where, error: 'timeout', messages: [`no answer within ${most / 1_000} s`] })
    void answer.then(() => {
      fault.ms = ctx.now() - started
      fault.messages = [`answered after ${fault.ms} ms, at most ${most} ms`]
      ctx.changed()
    })
    return { status: first?.status ?? 0, ms, body: '', error: 'client: timeout' }
  }
  const body = parseJson(first.text) ?? first.text
  if (first.status >= 200 && first.status < 300) return { status: first.status, ms, body, error: null }
  ctx.violate({ where, error: 'dispatch_failed', messages: [`answered with status ${first.status}`], args: body, ms })
  return { status: first.status, ms, body, error: 'dispatch_failed' }
}

const joined = (acts: Act[]): Act => {
  const worst = acts.find((act) => act.error !== null) ?? acts[0]
  if (!worst) throw new Error('an act that sends nothing is made by `clientError` or `unheard`')
  return { ...worst, ms: Math.max(...acts.map((act) => act.ms)) }
}

/** An act that was carried out, with its id: what the product sends meanwhile is put down to it. */
export type Done = Act & { cause: string }

/** Carries out an act: brings its activities, one after another, and times the answers. */
export const perform = async (ctx: Ctx, of: string, make: (cause: string) => Json[]): Promise<Done> => {
  const cause = beginAct(ctx, of)
  const all = make(cause).map((activity) => outgoing(of, activity))
  await ctx.saved()
  const acts: Act[] = []
  for (const each of all) acts.push(await deliver(ctx, each))
  const act = joined(acts)
  endAct(ctx, cause, { ms: act.ms, of })
  const done = { ...act, cause }
  sentFor.set(done, all)
  return done
}

/** Ends an act: drops what only the fake needs and waits until the state is safe. */
export const finish = async (ctx: Ctx, done: Done): Promise<Act> => {
  const { cause: _, ...act } = done
  const all = sentFor.get(done)
  if (all) sentFor.set(act, all)
  await ctx.saved()
  return act
}

/** An act that the client of Teams would not have let pass: nothing is sent. */
export const clientError = (why: string): Act => ({ status: 0, ms: 0, body: null, error: `client: ${why}` })

/** An act that the product hears nothing of. */
export const unheard = async (ctx: Ctx, body: unknown = null): Promise<Act> => {
  await ctx.saved()
  return { status: 0, ms: 0, body, error: null }
}

/** Sends the activities of an act again, byte for byte. Their answers change nothing in the fake. */
export const replayAct = async (ctx: Ctx, act: Act): Promise<Act> => {
  const all = sentFor.get(act)
  if (!all) throw new Error('Only an act that sent something can be replayed.')
  const again = joined(await Promise.all(all.map((each) => deliver(ctx, each))))
  sentFor.set(again, all)
  await ctx.saved()
  return again
}
