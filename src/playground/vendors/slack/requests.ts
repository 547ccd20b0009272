import type { Outgoing } from '../delivery.ts'
import { type Ctx, sign } from './ctx.ts'
import { limits } from './limits.ts'

const signed = (ctx: Ctx, contentType: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(ctx.now() / 1_000))
  return {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(ctx.options.signingSecret, timestamp, body),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  }
}

/** A signed request, for whose answer a person waits three seconds. */
const outgoing = (
  ctx: Ctx,
  where: string,
  contentType: string,
  body: string,
  isTaken: Outgoing['isTaken'],
): Outgoing => {
  const headers = signed(ctx, contentType, body)
  const url = new URL('/slack/events', ctx.options.baseUrl)
  const bring = () => ctx.options.deliver(new Request(url, { method: 'POST', headers, body }))
  return { where, bring, isTaken, mostMs: limits.answerMs, late: 'operation_timeout' }
}

/** A form, as commands and interactions come. */
export const formRequest = (ctx: Ctx, where: string, form: URLSearchParams): Outgoing =>
  outgoing(ctx, where, 'application/x-www-form-urlencoded', form.toString(), (status) => status === 200)

/** An interaction: one form field with JSON in it. */
export const interactionRequest = (ctx: Ctx, where: string, payload: unknown): Outgoing =>
  formRequest(ctx, where, new URLSearchParams({ payload: JSON.stringify(payload) }))

/** An event: a JSON body; any 2xx will do as an answer. */
export const eventRequest = (ctx: Ctx, where: string, envelope: unknown): Outgoing =>
  outgoing(ctx, where, 'application/json', JSON.stringify(envelope), (status) => status >= 200 && status < 300)
