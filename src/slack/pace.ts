import { VendorError } from '../chat/messenger.ts'
import type { Context } from '../services/context.ts'
import { methodPause, pauseMethod } from '../services/method-pauses.ts'
import { limits } from './limits.ts'

const methodOf = (url: Parameters<typeof fetch>[0]) =>
  new URL(url instanceof Request ? url.url : url).pathname.split('/').at(-1) ?? ''

/** Slack limits this one by channel, which is what a lane is; all others by method, for the workspace as a whole. */
const isOfPlace = (method: string) => method === 'chat.postMessage'

const retryAfterMs = (response: Response) => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : limits.deliveryMs
}

/**
 * A fetch for the outbox that keeps to what Slack said of a method, whichever lane or process it said it to: until then
 * the method is not called, and a `VendorError` says when it may be.
 */
export const pacedFetch =
  (ctx: Pick<Context, 'db' | 'tenantId'>, call: typeof fetch): typeof fetch =>
  async (url, init) => {
    const method = methodOf(url)
    if (isOfPlace(method)) return call(url, init)
    const key = `slack:${method}`
    const waitMs = await methodPause(ctx, key)
    if (waitMs > 0) throw new VendorError(`${method}: waits as Slack said`, { retryAfterMs: waitMs })
    const response = await call(url, init)
    if (response.status === 429) await pauseMethod(ctx, key, retryAfterMs(response))
    return response
  }
