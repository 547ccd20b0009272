import type { Logger } from 'pino'
import type { Body } from '../chat/body.ts'
import type { Flights } from '../chat/flights.ts'
import { createOnce } from '../chat/once.ts'
import { faultOf } from './client.ts'
import type { Handler } from './handlers.ts'
import { limits } from './limits.ts'

type Given = { flights: Flights; log: Logger; now: () => Date }

const nextTurn = () => new Promise<void>((done) => setImmediate(done))

/**
 * Takes requests: each runs once, gets an answer within Slack's 3 s whatever happens, and what follows the answer is
 * counted as under way.
 */
export const createTurns = ({ flights, log, now }: Given) => {
  const once = createOnce<unknown>(limits.signatureMs, () => now().getTime())

  const failed = (error: unknown, what: string) => log.error({ from: 'slack', fault: faultOf(error) }, what)

  const follow = async (after: () => Promise<void>) => {
    await nextTurn()
    await after().catch((error: unknown) => failed(error, 'what follows an answer was not sent'))
  }

  const work = async (handler: Handler, body: Body): Promise<unknown> => {
    try {
      const answer = await handler.run(body)
      if (answer.after) flights.track(follow(answer.after))
      return answer.body
    } catch (error) {
      failed(error, 'a request of Slack broke')
      return handler.broken(body)
    }
  }

  const answerInTime = async (handler: Handler, body: Body): Promise<unknown> => {
    const working = flights.track(work(handler, body))
    let timer: NodeJS.Timeout | undefined
    let isLate = false
    const late = new Promise<unknown>((done) => {
      timer = setTimeout(() => {
        isLate = true
        done(handler.late(body))
      }, limits.answerMs)
    })
    const { tellLater } = handler
    if (tellLater)
      working.then((answer) => {
        if (isLate) flights.track(follow(() => tellLater(body, answer)))
      })
    const answer = await Promise.race([working, late])
    clearTimeout(timer)
    return answer
  }

  /** `key` names the request itself, so that a repeat is answered as the first was (product §6). */
  return (handler: Handler, key: string | null, body: Body): Promise<unknown> =>
    once(key, () => answerInTime(handler, body))
}
