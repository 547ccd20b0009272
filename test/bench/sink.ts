import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { teamId } from './seed.ts'

const answers: Record<string, unknown> = {
  'auth.test': {
    ok: true,
    team_id: teamId,
    team: 'Bench',
    user_id: 'UBOT',
    bot_id: 'B1',
    url: 'https://bench.example/',
  },
  'bots.info': { ok: true, bot: { id: 'B1', app_id: 'A1' } },
  'conversations.info': { ok: true, channel: { id: 'C1', is_member: true, is_ext_shared: false } },
  'chat.postMessage': { ok: true, ts: '1.1', channel: 'C1' },
  'conversations.open': { ok: true, channel: { id: 'D1' } },
  'conversations.history': { ok: true, messages: [] },
  'conversations.replies': { ok: true, messages: [] },
}

/** Slack's side of a measurement: it answers at once and keeps nothing. */
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const method = /\/api\/([\w.]+)/.exec(request.url ?? '')?.[1] ?? ''
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'chat:write' })
    response.end(JSON.stringify(answers[method] ?? { ok: true }))
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('message', () => process.exit(0))
