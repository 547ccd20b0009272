import type { Took } from '../api.ts'

const recentMs = 5_000
const keptActs = 500
/** What clients ask by themselves, or while somebody types: nothing comes of it but its answer. */
const asking = ['refresh', 'search', 'suggest']

/** What the two fakes share of their acts: those that have begun, newest last, and how long their answers took. */
export type Acting = {
  begun: { id: string; of: string; at: number }[]
  state: { took: Record<string, Took> }
  /** What durations are measured by, in milliseconds. */
  stopwatch: () => number
  newId: () => string
  changed: () => void
}

/** Notes that a person did something; what the product sends in the next seconds is put down to it. */
export const beginAct = (ctx: Acting, of: string): string => {
  const id = ctx.newId()
  ctx.begun.push({ id, of, at: ctx.stopwatch() })
  if (ctx.begun.length > keptActs) ctx.begun.shift()
  return id
}

/** Notes how long the product took to answer an act. */
export const endAct = (ctx: Acting, id: string, took: Took): void => {
  ctx.state.took[id] = took
  const ids = Object.keys(ctx.state.took)
  if (ids.length > keptActs) delete ctx.state.took[ids[0] ?? '']
  ctx.changed()
}

/** The act that a call without a trace of its own most likely comes from: the newest of the last five seconds. */
export const likelyCause = (ctx: Acting): string | null => {
  const last = ctx.begun.findLast(({ of }) => !asking.includes(of))
  return last && ctx.stopwatch() - last.at <= recentMs ? last.id : null
}

/** How long the product took to answer the act that caused something. */
export const tookOf = (ctx: Acting, cause: string | null): Took | null =>
  (cause === null ? undefined : ctx.state.took[cause]) ?? null
