import { createServer } from 'node:net'
import { expect, test, vi } from 'vitest'
import { openStage } from './stage.ts'

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

test('what arrives before the packages of Teams are loaded waits for them, and is answered by them', async () => {
  const port = await freePort()
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  const opening = openStage({ port })
  // From the first moment on that anything listens: never a 404, never a broken connection.
  const first = await vi.waitFor(ask, { timeout: 30_000, interval: 5 })
  expect(first.status).toBe(401)
  await (await opening).close()
}, 60_000)

test('without Teams there is no such address', async () => {
  const stage = await openStage({ teams: null })
  const answer = await fetch(`${stage.url()}/api/messages`, { method: 'POST', body: '{}' })
  expect(answer.status).toBe(404)
  await stage.close()
}, 60_000)
