import { createHmac } from 'node:crypto'
import type { Call, Json, Shortcut } from '../../api.ts'
import { createNews, type News } from '../news.ts'
import { createSaver } from '../saver.ts'
import type { SlackState } from './state.ts'

export type SlackOptions = {
  team: { id: string; name: string }
  appId: string
  botUserId: string
  botToken: string
  signingSecret: string
  /** The slash command, with its slash. */
  command: string
  /** The shortcuts that the app's manifest names. */
  shortcuts?: readonly Shortcut[]
  /** Where this fake is reached, for response URLs: `http://127.0.0.1:3000/playground/slack`, or `https://hooks.slack.com`. */
  baseUrl: string
  /** Brings a request to the product's `/slack/events`. */
  deliver: (request: Request) => Promise<Response>
  now: () => number
  /** What durations are measured by, in milliseconds, when `now` may jump; left out, `now`. */
  stopwatch?: () => number
  newId?: () => string
  restore?: unknown
  save?: (snapshot: unknown) => Promise<void>
  /** What the token may do; left out, everything. */
  scopes?: readonly string[]
  /** false: no rate limits. */
  rates?: boolean
}

/** A planned failure of the next calls whose method matches; `dropAfter` does the work and then loses the answer. */
export type FailRule = {
  method: string | RegExp
  times: number
  status?: number
  error?: string
  retryAfter?: number
  dropAfter?: boolean
}

export type Ctx = News & {
  options: SlackOptions
  state: SlackState
  calls: Call[]
  rules: FailRule[]
  /** What the token may do now; null for everything. */
  scopes: readonly string[] | null
  buckets: Map<string, { tokens: number; at: number }>
  /** The options last offered to a person by an external_select: person, place and element → options. */
  suggested: Map<string, Json[]>
  /** Acts that have begun, newest last, by the stopwatch. */
  begun: { id: string; of: string; at: number }[]
  now: () => number
  stopwatch: () => number
  newId: () => string
  /** Resolves when all that has happened so far is saved; saves that are asked for meanwhile are gathered into one. */
  saved: () => Promise<void>
}

const callsAtMost = 5_000

const randomId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()

/** Makes what all parts of the fake share. */
export const createCtx = (options: SlackOptions, state: SlackState): Ctx => {
  return {
    ...createNews(state, options.now),
    options,
    state,
    calls: [],
    rules: [],
    scopes: options.scopes ?? null,
    buckets: new Map(),
    suggested: new Map(),
    begun: [],
    now: options.now,
    stopwatch: options.stopwatch ?? options.now,
    newId: options.newId ?? randomId,
    saved: createSaver(state, options.save),
  }
}

/** Keeps a call for the tests, the oldest ones going first. */
export const keepCall = (ctx: Ctx, call: Call): void => {
  ctx.calls.push(call)
  if (ctx.calls.length > callsAtMost) ctx.calls.shift()
}

/** Gives the next message timestamp: seconds and six digits, never the same twice. */
export const nextTs = (ctx: Ctx): string => {
  ctx.state.lastTs = Math.max(ctx.state.lastTs + 1, ctx.now() * 1_000)
  const micros = String(Math.trunc(ctx.state.lastTs)).padStart(7, '0')
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`
}

/** The moment of an act or an event, as payloads tell it. */
export const stampOf = (ctx: Ctx): string =>
  `${Math.floor(ctx.now() / 1_000)}.${String(Math.trunc(ctx.now() % 1_000)).padStart(6, '0')}`

/** Gives the hash of a new version of a view. */
export const nextHash = (ctx: Ctx): string => `${Math.floor(ctx.now() / 1_000)}.${ctx.newId().slice(0, 8)}`

/** Signs a body by Slack's scheme v0. */
export const sign = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
