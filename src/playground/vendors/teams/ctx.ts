import type { Call, Json } from '../../api.ts'
import { createNews, type News } from '../news.ts'
import { createSaver } from '../saver.ts'
import type { Choice } from './answers.ts'
import type { TeamsFailRule, TeamsOptions } from './options.ts'
import type { TeamsState } from './state.ts'

export type Ctx = News & {
  options: TeamsOptions
  state: TeamsState
  calls: Call[]
  rules: TeamsFailRule[]
  /** The tokens that the login gave out, and when each ends (by the clock of tokens). */
  tokens: Map<string, number>
  /** When the app and each conversation were last called, newest last. */
  rates: Map<string, number[]>
  /** The choices last offered to a person by a search: person, place and input → choices. */
  offered: Map<string, Choice[]>
  /** Acts that have begun, newest last, by the stopwatch. */
  begun: { id: string; of: string; at: number }[]
  now: () => number
  stopwatch: () => number
  tokenNow: () => number
  newId: () => string
  /** Resolves when all that has happened so far is saved. */
  saved: () => Promise<void>
}

const callsAtMost = 5_000

/** Makes what all parts of the fake share. */
export const createCtx = (options: TeamsOptions, state: TeamsState): Ctx => {
  return {
    ...createNews(state, options.now),
    options,
    state,
    calls: [],
    rules: [],
    tokens: new Map(),
    rates: new Map(),
    offered: new Map(),
    begun: [],
    now: options.now,
    stopwatch: options.stopwatch ?? options.now,
    tokenNow: options.tokenNow ?? Date.now,
    newId: options.newId ?? (() => crypto.randomUUID()),
    saved: createSaver(state, options.save),
  }
}

/** Keeps a call for the tests, the oldest ones going first. */
export const keepCall = (ctx: Ctx, call: Call): void => {
  ctx.calls.push(call)
  if (ctx.calls.length > callsAtMost) ctx.calls.shift()
}

/** Gives the next message id: epoch milliseconds, never the same twice. */
export const nextMessageId = (ctx: Ctx): string => {
  ctx.state.lastId = Math.max(ctx.state.lastId + 1, Math.trunc(ctx.now()))
  return String(ctx.state.lastId)
}

/** The id of the bot in Teams. */
export const botId = (ctx: Ctx): string => `28:${ctx.options.appId}`

/** What the product sent, as it is kept with what came of it. */
export const sentNow = (ctx: Ctx, method: string, args: Json) => ({ method, args, at: ctx.now() })
