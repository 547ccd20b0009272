import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A call that came to a server of Node, as a fake vendor takes it. */
export const requestOf = async (req: IncomingMessage): Promise<Request> => {
  const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)])
  const body = new Uint8Array(await buffer(req))
  return new Request(`http://${req.headers.host}${req.url}`, { method: 'POST', headers, body })
}

/** Gives a fake vendor's answer; one of type error is a connection that breaks. */
export const answerWith = async (res: ServerResponse, answer: Response) => {
  if (answer.type === 'error') return void res.socket?.destroy()
  res.writeHead(answer.status, Object.fromEntries(answer.headers))
  res.end(Buffer.from(await answer.arrayBuffer()))
}
