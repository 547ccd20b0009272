import type { Json } from '../../../api.ts'
import type { Ctx } from '../ctx.ts'

/** What a call of the connector is answered with. */
export type Answer = { status: number; body: Json | Json[] | null; headers?: Record<string, string> }

/** One call: its path without the address of the service, cut at the slashes and decoded, and what came with it. */
export type ConnectorCall = { method: string; path: string[]; query: URLSearchParams; body: Json; cause: string | null }

/** Answers a call, or null when it is none of its calls. */
export type Route = (ctx: Ctx, call: ConnectorCall) => Answer | null

/** A refusal as the connector words it. */
export const no = (status: number, code: string, message: string = code): Answer => ({
  status,
  body: { error: { code, message } },
})

export const yes = (status: number, body: Json | Json[] | null): Answer => ({ status, body })

export const badSyntax = (messages: string[]): Answer => no(400, 'BadSyntax', messages.join('; '))

/** The refusals that the product's code is to blame for; the others (not installed, gone, too fast) are the world's. */
export const faults = new Set(['BadSyntax', 'BadArgument', 'MessageSizeTooBig', 'NotFound'])
