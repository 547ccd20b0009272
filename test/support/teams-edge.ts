import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTeams } from '../../src/playground/vendors/teams/teams.ts'
import { answerWith } from './edge.ts'

const access = {
  appId: '11111111-2222-3333-4444-555555555555',
  password: 'a-secret',
  tenantId: '99999999-8888-7777-6666-555555555555',
}

type Given = { deliver: (request: Request) => Promise<Response>; now?: () => number }

/** A fake Teams that answers on a port of this machine, for products that call it over HTTP. */
export const serveTeams = async ({ deliver, now = Date.now }: Given) => {
  const server = createServer(async (req, res) => {
    const sent = new Uint8Array(Buffer.concat(await req.toArray()))
    const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)])
    const method = req.method ?? 'GET'
    const body = method === 'GET' ? null : sent
    const asked = new Request(`http://${req.headers.host}${req.url}`, { method, headers, body })
    await answerWith(res, await teams.handle(asked))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const where = { loginUrl: `${base}/login/`, openIdUrl: `${base}/openid/.well-known/openidconfiguration` }
  const options = { ...where, ...access, botName: 'Baton', serviceUrl: `${base}/connector/`, extensions: [] }
  const teams = createTeams({ ...options, deliver, now, rates: false })
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { teams, env: { ...where, ...access, isAnonymous: false as const }, close }
}
