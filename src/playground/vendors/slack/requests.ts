import type { Act } from '../../api.ts'
import { beginAct, endAct } from '../causes.ts'
import { parseJson } from '../json.ts'
import { type Ctx, sign } from './ctx.ts'
import { limits } from './limits.ts'

/** A request as it went over the wire, so that it can go again. */
export type Outgoing = { where: string; headers: Record<string, string>; body: string; needs: 'answer' | 'receipt' }

/** The requests of each act. Weak, so that a long day keeps none that nobody can replay. */
const sentFor = new WeakMap<Act, Outgoing[]>()

const signed = (ctx: Ctx, contentType: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(ctx.now() / 1_000))
  return {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(ctx.options.signingSecret, timestamp, body),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  }
}

/** A form, as commands and interactions come. */
export const formRequest = (ctx: Ctx, where: string, form: URLSearchParams): Outgoing => {
  const body = form.toString()
  return { where, headers: signed(ctx, 'application/x-www-form-urlencoded', body), body, needs: 'answer' }
}

/** An interaction: one form field with JSON in it. */
export const interactionRequest = (ctx: Ctx, where: string, payload: unknown): Outgoing =>
  formRequest(ctx, where, new URLSearchParams({ payload: JSON.stringify(payload) }))

/** An event: a JSON body; any 2xx will do as an answer. */
export const eventRequest = (ctx: Ctx, where: string, envelope: unknown): Outgoing => {
  const body = JSON.stringify(envelope)
  return { where, headers: signed(ctx, 'application/json', body), body, needs: 'receipt' }
}

const answerOf = async (response: Response) => ({ status: response.status, text: await response.text() })

const waitAtMost = (ms: number) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  return { over, stop: () => clearTimeout(timer) }
}

/** Brings one request to the product and times the answer. After three seconds the person sees `operation_timeout`. */
const deliver = async (ctx: Ctx, { where, headers, body, needs }: Outgoing): Promise<Act> => {
  const started = ctx.now()
  const url = new URL('/slack/events', ctx.options.baseUrl)
  const tooLate = () => ctx.violate({ where, error: 'operation_timeout', messages: ['no answer within 3 s'] })
  const answer = Promise.resolve()
    .then(() => ctx.options.deliver(new Request(url, { method: 'POST', headers, body })))
    .then(answerOf)
    .catch((error: unknown) => ({ status: 0, text: String(error) }))
  const patience = waitAtMost(limits.answerMs)
  const first = await Promise.race([answer, patience.over])
  patience.stop()
  const ms = ctx.now() - started
  if (first === null || ms > limits.answerMs) {
    const fault = tooLate()
    void answer.then(() => {
      fault.ms = ctx.now() - started
      fault.messages = [`answered after ${fault.ms} ms, at most ${limits.answerMs} ms`]
      ctx.changed()
    })
    return { status: first?.status ?? 0, ms, body: '', error: 'operation_timeout' }
  }
  const parsed = parseJson(first.text) ?? first.text
  const isTaken = needs === 'answer' ? first.status === 200 : first.status >= 200 && first.status < 300
  if (isTaken) return { status: first.status, ms, body: parsed, error: null }
  ctx.violate({ where, error: 'dispatch_failed', messages: [`answered with status ${first.status}`], args: parsed, ms })
  return { status: first.status, ms, body: parsed, error: 'dispatch_failed' }
}

const joined = (acts: Act[]): Act => {
  const worst = acts.find((act) => act.error !== null) ?? acts[0]
  if (!worst) throw new Error('an act that sends nothing is made by `clientError`')
  return { ...worst, ms: Math.max(...acts.map((act) => act.ms)) }
}

/** Carries out an act: `make` builds its requests, the answer is timed, and what the product sends meanwhile is put down to it. */
export const perform = async (
  ctx: Ctx,
  of: string,
  make: (cause: string) => Outgoing[],
): Promise<Act & { cause: string }> => {
  const cause = beginAct(ctx, of)
  const outgoing = make(cause)
  await ctx.saved()
  const act = joined(await Promise.all(outgoing.map((each) => deliver(ctx, each))))
  endAct(ctx, cause, { ms: act.ms, of })
  const done = { ...act, cause }
  sentFor.set(done, outgoing)
  return done
}

/** Ends an act: drops what only the fake needs and waits until the state is safe. */
export const finish = async (ctx: Ctx, done: Act & { cause: string }): Promise<Act> => {
  const { cause: _, ...act } = done
  const outgoing = sentFor.get(done)
  if (outgoing) sentFor.set(act, outgoing)
  await ctx.saved()
  return act
}

/** An act that Slack's own client would not have let pass: nothing is sent. */
export const clientError = (why: string): Act => ({ status: 0, ms: 0, body: null, error: `client: ${why}` })

/** An act that the product hears nothing of. */
export const unheard = async (ctx: Ctx): Promise<Act> => {
  await ctx.saved()
  return { status: 0, ms: 0, body: null, error: null }
}

/** Sends the requests of an act again, byte for byte. Their answers change nothing in the fake. */
export const replayAct = async (ctx: Ctx, act: Act): Promise<Act> => {
  const outgoing = sentFor.get(act)
  if (!outgoing) throw new Error('Only an act that sent something can be replayed.')
  const again = joined(await Promise.all(outgoing.map((each) => deliver(ctx, each))))
  sentFor.set(again, outgoing)
  await ctx.saved()
  return again
}
