import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { line } from '../../src/cards/card.ts'
import type { Intent } from '../../src/chat/intent.ts'
import { whisper } from '../../src/chat/reply.ts'
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts'
import { say } from '../../src/texts/sentence.ts'
import { openTestStore } from '../support/store.ts'
import { openContext } from './world.ts'

type Json = Record<string, unknown>

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
const openSide = async (connection: Json) => {
  const heard = new Map<string, (answer: Json) => void>()
  let socket: Duplex | null = null
  const answers: Record<string, Json> = {
    'auth.test': { ok: true, team_id: 'T1', user_id: 'UB', bot_id: 'B1' },
    'bots.info': { ok: true, bot: { app_id: 'A1' } },
  }
  const server: Server = createServer((req, res) => {
    req.resume()
    const method = req.url?.replace('/api/', '') ?? ''
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
  return { send, close, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` }
}

let closing: (() => unknown)[] = []
let intents: Intent[] = []
beforeEach(() => {
  closing = []
  intents = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
})

const open = async (connection: Json = {}) => {
  const side = await openSide(connection)
  const { store, close } = await openTestStore()
  const app: SlackApp = createSlackApp({
    ctx: await openContext(store),
    dispatch: async (intent) => {
      intents.push(intent)
      return whisper(line(say('word.plain', { text: 'here you are' })))
    },
    botToken: 'xoxb-1',
    signingSecret: null,
    appToken: 'xapp-1',
    apiUrl: side.apiUrl,
    baseUrl: 'http://127.0.0.1',
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  })
  closing.push(close, side.close, () => app.stop())
  return { side, app }
}

const typed = {
  command: '/lead',
  text: 'help',
  user_id: 'U1',
  channel_id: 'C1',
  team_id: 'T1',
  api_app_id: 'A1',
  trigger_id: '1.2',
}

test('over a web socket a command is answered on it, once, and only where it is for this workspace', async () => {
  const { side, app } = await open()
  await app.start()
  const answer = await side.send('e1', 'slash_commands', typed)
  expect(answer.payload).toMatchObject({ response_type: 'ephemeral', text: 'here you are' })
  expect((await side.send('e1', 'slash_commands', typed)).payload).toEqual(answer.payload)
  await side.send('e2', 'slash_commands', { ...typed, team_id: 'T2' })
  expect(intents).toMatchObject([{ word: 'help', place: { externalId: 'C1' } }])
})

test('an app token that Slack refuses is said to the operator in its own word', async () => {
  const { app } = await open({ ok: false, error: 'invalid_auth' })
  await expect(app.start()).rejects.toThrow(/invalid_auth.*SLACK_APP_TOKEN/)
})
