import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readBody } from '../../src/chat/read-body.ts'

test('a request that was cut off while it waited is given up, and not waited for when the process stops', async () => {
  let read: Promise<unknown> | null = null
  const server = createServer(async (req) => {
    client.destroy()
    await new Promise((done) => req.once('close', done))
    read = readBody(req, 100).catch((error: unknown) => error)
    server.emit('read')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const client = request({ port, method: 'POST', headers: { 'content-length': '10' } })
  client.on('error', () => undefined)
  client.write('half')
  await once(server, 'read')
  expect(await read).toEqual(new Error('The request was cut off.'))
  server.close()
})
