import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The connector's side of a measurement: issuer, login and conversations, which answer at once and keep nothing. */
const jwk: unknown = JSON.parse(process.argv[2] ?? '{}')
let told = 0

const answerTo = (path: string, origin: string): [number, object] => {
  if (path.endsWith('/openidconfiguration'))
    return [200, { issuer: 'https://api.botframework.com', jwks_uri: `${origin}/openid/keys` }]
  if (path.endsWith('/openid/keys')) return [200, { keys: [jwk] }]
  if (path.endsWith('/token')) return [200, { token_type: 'Bearer', expires_in: 86_400, access_token: 'bench' }]
  return [200, { id: String(1_700_000_000_000 + ++told) }]
}

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const [status, body] = answerTo((request.url ?? '').replace(/\?.*/, ''), `http://${request.headers.host}`)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('message', () => process.exit(0))
