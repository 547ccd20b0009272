import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export type Json = Record<string, unknown>

const frameOf = (text: string) => {
  const body = Buffer.from(text)
  const head =
    body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
  return Buffer.concat([head, body])
}

/** The texts of whole masked frames; what Slack's client sends in these tests fits into one chunk. */
const textsIn = (chunk: Buffer): string[] => {
  if (chunk.length < 6 || (chunk[0] ?? 0) !== 0x81) return []
  const short = (chunk[1] ?? 0) & 127
  const start = short === 126 ? 4 : 2
  const length = short === 126 ? chunk.readUInt16BE(2) : short
  const mask = chunk.subarray(start, start + 4)
  const body = chunk.subarray(start + 4, start + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0))
  return [Buffer.from(body).toString(), ...textsIn(chunk.subarray(start + 4 + length))]
}

/** Slack's side of Socket Mode: opens the socket, sends envelopes and gives what comes back for each. */
export const openSide = async (connection: Json, more: Record<string, Json> = {}) => {
  const calls: { method: string; args: Record<string, string> }[] = []
  const heard = new Map<string, (answer: Json) => void>()
  let socket: Duplex | null = null
  const answers: Record<string, Json> = {
    'auth.test': { ok: true, team_id: 'T1', user_id: 'UB', bot_id: 'B1' },
    'bots.info': { ok: true, bot: { app_id: 'A1' } },
    ...more,
  }
  const server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const method = req.url?.replace('/api/', '') ?? ''
    calls.push({ method, args: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) })
    const { port } = server.address() as AddressInfo
    const opened = { ok: true, url: `ws://127.0.0.1:${port}/`, ...connection }
    res.writeHead(200, { 'content-type': 'application/json' })
    res.end(JSON.stringify(method === 'apps.connections.open' ? opened : answers[method]))
  })
  server.on('upgrade', (req: IncomingMessage, opened: Duplex) => {
    const key = createHash('sha1')
      .update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    opened.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    )
    opened.write(frameOf(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } })))
    opened.on('error', () => undefined)
    opened.on('data', (chunk: Buffer) => {
      for (const text of textsIn(chunk)) {
        const answer = JSON.parse(text) as Json
        heard.get(String(answer.envelope_id))?.(answer)
      }
    })
    socket = opened
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const send = (envelope_id: string, type: string, payload: Json) =>
    new Promise<Json>((resolve) => {
      heard.set(envelope_id, resolve)
      socket?.write(frameOf(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true })))
    })
  const close = () => {
    socket?.destroy()
    server.close()
    server.closeAllConnections()
  }
  return { send, close, calls, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` }
}
