import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VendorError } from '../../src/chat/messenger.ts'
import { createConnector } from '../../src/teams/connector.ts'

let answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} }
const server = createServer((req, res) => {
  req.resume()
  res.writeHead(answer.status, answer.headers).end('{}')
})
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

/** What the outbox is told of a call that was answered so. */
const refusal = async (status: number, headers: Record<string, string> = {}) => {
  answer = { status, headers }
  const call = createConnector({ isAnonymous: true, openIdUrl: 'http://127.0.0.1', loginUrl: '' }, Date.now)
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const path = `v3/conversations/${encodeURIComponent('19:a@thread.tacv2')}/activities`
  const error = await call({ method: 'POST', serviceUrl, path, body: {} }).catch((thrown: unknown) => thrown)
  if (!(error instanceof VendorError)) throw new Error('It was taken.')
  return error
}

test.each([412, 429, 500, 502, 503, 504])('%d comes again after the time that the connector says', async (status) => {
  expect(await refusal(status, { 'retry-after': '7' })).toMatchObject({ retryAfterMs: 7_000, isPermanent: false })
})

test.each([
  [412, 500],
  [429, 2_000],
  [500, null],
  [503, null],
])('%d without a time: %s ms, where null is a time that grows', async (status, retryAfterMs) => {
  expect(await refusal(status)).toMatchObject({ retryAfterMs, isPermanent: false })
})

test('what is said of a call names no conversation and no person', async () => {
  expect((await refusal(503)).message).toBe('POST v3/conversations/…/activities: 503')
})
