import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'

export type Port = {
  /** Where the product reaches itself. */
  origin: string
  web: Express
  /** Takes what Slack sends; refused with 503 until then, so that Slack sends it again. */
  takeSlack: (listener: RequestListener) => void
  /** Takes what Teams sends; there is no such address until then. */
  takeTeams: (listener: RequestListener) => void
  /** Lets in what came while the product was still starting. */
  open: () => void
  close: () => void
}

const pingWithinMs = 2_000

const isLocal = (host: string) => ['0.0.0.0', '::', '127.0.0.1'].includes(host)

/** Listens at once: the product is alive while its store opens, and what people ask for meanwhile waits (product §5). */
export const openPort = async (where: { port: number; host: string }): Promise<Port> => {
  let onSlack: RequestListener = (_, response) => response.writeHead(503).end()
  let onTeams: RequestListener = (_, response) => response.writeHead(404).end()
  let letIn = () => {}
  const opened = new Promise<void>((done) => {
    letIn = done
  })
  let isOpen = false
  const web = express().disable('x-powered-by')
  web.get('/healthz', (_, response) => void response.json({ status: 'ok' }))
  const server = createServer((request, response) => {
    // The busiest path goes past the router.
    if (request.method === 'POST' && request.url?.startsWith('/slack/events')) onSlack(request, response)
    else if (request.method === 'POST' && /^\/api\/messages(?:$|[?#])/.test(request.url ?? ''))
      opened.then(() => onTeams(request, response))
    else if (isOpen || request.url === '/healthz') web(request, response)
    else opened.then(() => web(request, response))
  })
  // Longer than proxies keep theirs: a request that crosses the closing of its connection would be lost.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(where.port, where.host, done)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://${isLocal(where.host) ? '127.0.0.1' : where.host}:${port}`,
    web,
    takeSlack: (listener) => {
      onSlack = listener
    },
    takeTeams: (listener) => {
      onTeams = listener
    },
    open: () => {
      isOpen = true
      letIn()
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Adds `/readyz`: whether the store answers within 2 s and the platforms are connected (product §5). */
export const answerReadiness = (web: Express, ping: () => Promise<void>, isConnected: () => boolean) => {
  web.get('/readyz', async (_, response) => {
    const store = await Promise.race([
      ping().then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((done) => setTimeout(() => done(false), pingWithinMs).unref()),
    ])
    const platforms = isConnected()
    response.status(store && platforms ? 200 : 503).json({ store, platforms })
  })
}
