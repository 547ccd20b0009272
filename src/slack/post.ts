import { Agent, request } from 'node:http'
import { request as requestSecurely, Agent as SecureAgent } from 'node:https'

const plain = new Agent({ keepAlive: true })
const secure = new SecureAgent({ keepAlive: true })

/**
 * Posts JSON within so many milliseconds, the end of the answer included, and gives the status; rejects when none came.
 * Not by `fetch`: on kept connections this costs a third of it, and every tap has one.
 */
export const postJson = (url: string, body: object, ms: number): Promise<number> =>
  new Promise((done, failed) => {
    const text = Buffer.from(JSON.stringify(body))
    const isPlain = url.startsWith('http:')
    const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length }
    const sent = (isPlain ? request : requestSecurely)(url, {
      method: 'POST',
      headers,
      agent: isPlain ? plain : secure,
    })
    const timer = setTimeout(() => sent.destroy(new Error('No answer in time.')), ms)
    const fail = (error: Error) => {
      clearTimeout(timer)
      failed(error)
    }
    sent.once('error', fail)
    sent.once('response', (response) => {
      response.once('error', fail)
      response.once('end', () => {
        clearTimeout(timer)
        done(response.statusCode ?? 0)
      })
      response.resume()
    })
    sent.end(text)
  })
