import http from 'node:http'
import https from 'node:https'

/** What came back: JSON is the caller's to read. */
export type Answered = { status: number; retryAfter: string | undefined; text: string }

type Asked = { method: 'GET' | 'POST' | 'PUT'; headers: Record<string, string>; body?: string }

/** Platforms close what is idle without a word; what they might have closed by now is not used again. */
const idleMs = 4_000
const kept = { keepAlive: true, timeout: idleMs }
const plain = { ask: http, agent: new http.Agent(kept) }
const safe = { ask: https, agent: new https.Agent(kept) }

/**
 * Asks a platform, within so many milliseconds for all of it. Follows no redirect. For the calls that come with each tap: a
 * fetch costs three times as much of this process, about as much as all else that a tap needs.
 */
export const askWithin = (ms: number, address: string, { method, headers, body = '' }: Asked): Promise<Answered> =>
  new Promise((answered, failed) => {
    const url = new URL(address)
    const { ask, agent } = url.protocol === 'http:' ? plain : safe
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const asking = ask.request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const { statusCode: status = 0, headers: told } = response
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.once('error', failed)
      response.once('end', () => answered({ status, retryAfter: told['retry-after'], text }))
    })
    const overdue = setTimeout(() => asking.destroy(new Error('There was no answer in time.')), ms)
    asking.once('close', () => clearTimeout(overdue))
    asking.once('error', failed)
    asking.end(body)
  })
