import type { NextFunction, Request as NodeRequest, Response as NodeResponse } from 'express'
import type { RevEvent } from './api.ts'

const gatherMs = 30
const keepAliveMs = 15_000

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host)

const originHost = (origin: string) => {
  try {
    return new URL(origin).host
  } catch {
    return ''
  }
}

/** Lets only pages and programs of this machine in: a foreign Host is DNS rebinding, a foreign Origin a page of somebody else. */
export const loopbackOnly = (req: NodeRequest, res: NodeResponse, next: NextFunction): void => {
  const { host = '', origin } = req.headers
  if (isLoopback(host) && (origin === undefined || isLoopback(originHost(origin)))) next()
  else res.status(403).json({ error: 'The playground answers only this machine: open it as http://localhost.' })
}

/** A request as the fakes take it. */
export const webRequest = (req: NodeRequest): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const body = Buffer.isBuffer(req.body) ? new Uint8Array(req.body) : null
  const url = new URL(req.originalUrl, `http://${req.headers.host ?? 'localhost'}`)
  return new Request(url, {
    method: req.method,
    headers,
    body: req.method === 'POST' || req.method === 'PUT' ? body : null,
  })
}

/** Sends the answer of a fake. */
export const sendWeb = async (from: Response, res: NodeResponse) => {
  // An answer of type error is a lost connection; that is how it must look to the caller.
  if (from.type === 'error') return void res.socket?.destroy()
  res.status(from.status)
  from.headers.forEach((value, name) => {
    res.setHeader(name, value)
  })
  res.send(Buffer.from(await from.arrayBuffer()))
}

/** What has a state that changes. */
type Changing = { rev: () => number; onChange: (listener: () => void) => () => void }

/** Tells a page that something has changed; many changes at once are told once. */
export const streamRevs = (fake: Changing) => (req: NodeRequest, res: NodeResponse) => {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' })
  let waiting: ReturnType<typeof setTimeout> | null = null
  const tell = () => {
    waiting = null
    const event: RevEvent = { rev: fake.rev() }
    res.write(`data: ${JSON.stringify(event)}\n\n`)
  }
  const stopListening = fake.onChange(() => {
    waiting ??= setTimeout(tell, gatherMs)
  })
  const keepAlive = setInterval(() => res.write(': still here\n\n'), keepAliveMs)
  tell()
  req.on('close', () => {
    stopListening()
    clearInterval(keepAlive)
    if (waiting) clearTimeout(waiting)
  })
}
