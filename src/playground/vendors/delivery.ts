import type { Act } from '../api.ts'
import { type Acting, beginAct, endAct } from './causes.ts'
import { parseJson } from './json.ts'
import type { News } from './news.ts'

/** A request of a platform as it goes to the product, so that it can go again. */
export type Outgoing = {
  where: string
  /** Brings it, byte for byte the same each time. */
  bring: () => Promise<Response>
  /** How long the platform waits for the answer, in milliseconds, and its word for one that comes later. */
  mostMs: number
  late: string
  /** Says whether an answer of that status is one for the platform. */
  isTaken: (status: number) => boolean
}

/** What the two fakes share for what they bring. */
type Bringing = Acting & Pick<News, 'violate'> & { saved: () => Promise<void> }

/** The requests of each act. Weak, so that a long day keeps none that nobody can replay. */
const sentFor = new WeakMap<Act, Outgoing[]>()

const answerOf = async (response: Response) => ({ status: response.status, text: await response.text() })

const waitAtMost = (ms: number) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  return { over, stop: () => clearTimeout(timer) }
}

/** Brings one request to the product and times the answer. */
const deliver = async (ctx: Bringing, { where, bring, mostMs, late, isTaken }: Outgoing): Promise<Act> => {
  const started = ctx.stopwatch()
  const answer = Promise.resolve()
    .then(bring)
    .then(answerOf)
    .catch((error: unknown) => ({ status: 0, text: String(error) }))
  const patience = waitAtMost(mostMs)
  const first = await Promise.race([answer, patience.over])
  patience.stop()
  const ms = ctx.stopwatch() - started
  if (first === null || ms > mostMs) {
    const fault = ctx.violate({ where, error: late, messages: [`no answer within ${mostMs / 1_000} s`] })
    void answer.then(() => {
      fault.ms = ctx.stopwatch() - started
      fault.messages = [`answered after ${fault.ms} ms, at most ${mostMs} ms`]
      ctx.changed()
    })
    return { status: first?.status ?? 0, ms, body: '', error: late }
  }
  const { status, text } = first
  const body = parseJson(text) ?? text
  if (isTaken(status)) return { status, ms, body, error: null }
  ctx.violate({ where, error: 'dispatch_failed', messages: [`answered with status ${status}`], args: body, ms })
  return { status, ms, body, error: 'dispatch_failed' }
}

const joined = (acts: Act[]): Act => {
  const worst = acts.find((act) => act.error !== null) ?? acts[0]
  if (!worst) throw new Error('an act that sends nothing is made by `clientError` or `unheard`')
  return { ...worst, ms: Math.max(...acts.map((act) => act.ms)) }
}

const together = (ctx: Bringing, all: readonly Outgoing[]) => Promise.all(all.map((each) => deliver(ctx, each)))

const inTurn = async (ctx: Bringing, all: readonly Outgoing[]) => {
  const acts: Act[] = []
  for (const each of all) acts.push(await deliver(ctx, each))
  return acts
}

/** An act that was carried out, with its id: what the product sends meanwhile is put down to it. */
export type Done = Act & { cause: string }

/** Carries out an act: `make` builds its requests, which go at once or one after another, and the answers are timed. */
export const perform = async (
  ctx: Bringing,
  of: string,
  make: (cause: string) => Outgoing[],
  { isInTurn = false } = {},
): Promise<Done> => {
  const cause = beginAct(ctx, of)
  const all = make(cause)
  await ctx.saved()
  const act = joined(await (isInTurn ? inTurn : together)(ctx, all))
  endAct(ctx, cause, { ms: act.ms, of })
  const done = { ...act, cause }
  sentFor.set(done, all)
  return done
}

/** Ends an act: drops what only the fake needs and waits until the state is safe. */
export const finish = async (ctx: Bringing, done: Done): Promise<Act> => {
  const { cause: _, ...act } = done
  const all = sentFor.get(done)
  if (all) sentFor.set(act, all)
  await ctx.saved()
  return act
}

/** An act that the platform's own client would not have let pass: nothing is sent. */
export const clientError = (why: string): Act => ({ status: 0, ms: 0, body: null, error: `client: ${why}` })

/** An act that the product hears nothing of. */
export const unheard = async (ctx: Bringing, body: unknown = null): Promise<Act> => {
  await ctx.saved()
  return { status: 0, ms: 0, body, error: null }
}

/** Sends the requests of an act again. Their answers change nothing in the fake. */
export const replayAct = async (ctx: Bringing, act: Act): Promise<Act> => {
  const all = sentFor.get(act)
  if (!all) throw new Error('Only an act that sent something can be replayed.')
  const again = joined(await together(ctx, all))
  sentFor.set(again, all)
  await ctx.saved()
  return again
}
