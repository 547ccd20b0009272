import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sign } from '../../src/playground/vendors/slack/ctx.ts'

export type Measured = { perSecond: number; p50Ms: number; p99Ms: number; refused: number }

type Answers = { status: number; ms: number }[]

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** The headers with which a platform proves that a body is its own. */
export type Proof = (body: string) => Record<string, string>

/** What Slack signs with its secret. */
export const slackProof =
  (secret: string): Proof =>
  (body) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    return {
      'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(secret, timestamp, body),
    }
  }

/** Sends one request as the platform does, and gives the status and how long the answer took. */
export const sendProved = (
  url: string,
  proof: Proof,
  body: string,
): Promise<{ status: number; ms: number; answer: string }> => {
  const proved = proof(body)
  const startedAt = performance.now()
  return new Promise((done, failed) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { ...proved, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let answer = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          answer += part
        })
        response.on('end', () => done({ status: response.statusCode ?? 0, ms: performance.now() - startedAt, answer }))
      },
    )
    sent.on('error', failed)
    sent.end(body)
  })
}

const quantile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const measuredOf = (answers: Answers, tookMs: number): Measured => {
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other)
  return {
    perSecond: (times.length / tookMs) * 1000,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    refused: answers.filter(({ status }) => status !== 200).length,
  }
}

const sendAll = async (url: string, proof: Proof, bodies: string[], connections: number) => {
  const answers: Answers = []
  let next = 0
  const startedAt = performance.now()
  const work = async () => {
    for (;;) {
      const body = bodies[next++]
      if (body === undefined) return
      answers.push(await sendProved(url, proof, body))
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  return { answers, tookMs: performance.now() - startedAt }
}

/** Sends all bodies over so many connections, each as soon as the one before it is answered. */
export const measure = async (url: string, proof: Proof, bodies: string[], connections: number): Promise<Measured> => {
  const { answers, tookMs } = await sendAll(url, proof, bodies, connections)
  return measuredOf(answers, tookMs)
}

const turns = 5
/** What a process does after its last answer is not to fall into the other's turn. */
const restMs = 500

/**
 * Measures two processes in turns, a fifth of the bodies each time, so that whatever else the machine does falls on both.
 * The figures are of all turns together.
 */
export const measureInTurns = async (
  sides: { url: string; proof: Proof; bodies: string[] }[],
  connections: number,
): Promise<Measured[]> => {
  const done = sides.map(() => ({ answers: [] as Answers, tookMs: 0 }))
  for (let turn = 0; turn < turns; turn++) {
    for (const [nth, { url, proof, bodies }] of sides.entries()) {
      const share = (of: number) => Math.floor((bodies.length * of) / turns)
      const { answers, tookMs } = await sendAll(url, proof, bodies.slice(share(turn), share(turn + 1)), connections)
      const all = done[nth]
      all?.answers.push(...answers)
      if (all) all.tookMs += tookMs
      await sleep(restMs)
    }
  }
  return done.map(({ answers, tookMs }) => measuredOf(answers, tookMs))
}

/** Sends each body at its planned time, waiting for nobody; the time of an answer counts from the plan. */
export const measureAtRate = async (
  url: string,
  proof: Proof,
  planned: { what: string; body: string }[],
  perSecond: number,
): Promise<{ all: Measured; each: Map<string, Measured> }> => {
  const startedAt = performance.now()
  const answers = await Promise.all(
    planned.map(async ({ what, body }, nth) => {
      const at = startedAt + (nth / perSecond) * 1000
      await sleep(Math.max(0, at - performance.now()))
      const { status } = await sendProved(url, proof, body)
      return { what, status, ms: performance.now() - at }
    }),
  )
  const tookMs = performance.now() - startedAt
  const each = Map.groupBy(answers, ({ what }) => what)
  return {
    all: measuredOf(answers, tookMs),
    each: new Map([...each].map(([what, of]) => [what, measuredOf(of, tookMs)])),
  }
}
