import type { IncomingMessage } from 'node:http'

/** Reads all that was sent; null when that is more than so many bytes. The rest is let run out, so that the answer still gets through. */
export const readBody = (req: IncomingMessage, bodyBytes: number): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    const cutOff = () => {
      if (!req.readableEnded) reject(new Error('The request was cut off.'))
    }
    // It waited for something else first, and nothing would be heard of it any more.
    if (req.destroyed) return cutOff()
    const chunks: Buffer[] = []
    let size = 0
    const gather = (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= bodyBytes) return
      req.off('data', gather)
      req.resume()
      resolve(null)
    }
    req.on('data', gather)
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
    req.once('close', cutOff)
  })
