import { setTimeout as sleep } from 'node:timers/promises'
import { inTime } from '../chat/in-time.ts'
import { type Messenger, VendorError } from '../chat/messenger.ts'
import { boundChannel, breakPlace } from '../services/broken-places.ts'
import type { Context } from '../services/context.ts'
import { noteDeath } from '../services/dead-letters.ts'
import { tellLostQuestion } from '../services/lost-question.ts'
import {
  claimMessages,
  endPauses,
  finishMessage,
  freeClaim,
  freeLanes,
  holdLane,
  leaseMs,
  nextMessageIn,
  type Queued,
} from '../services/outbox.ts'
import { sendCard, sendText } from './send.ts'

export type Sent = { kind: string; outcome: 'done' | 'retry' | 'dead'; ms: number; lane: string; error?: unknown }

export const lanesAtOnce = 40
/** A platform that hangs must not keep the lanes of another waiting: what takes longer than that leaves its hand free. */
const slowMs = 500
const sendingAtMost = 200
const attemptsAtMost = 12
/** The platforms take about one message a second in a place; a redraw of a moment ago is worth waiting for. */
const laneRestMs = 1_000
/** What a process that died held is free after its lease, and is looked for at least so often: within 30 s in all. */
const longestIdleMs = 5_000
/** One look serves all commits of a moment; where there was more than hands could take, the next look need not wait. */
const gatherMs = 20
const busyGatherMs = 2
const longestBackoffMs = 300_000
const giveBackMs = 1_000
/** How long a stop waits for platforms to answer; what they did not is sent again by the next process, as after a crash. */
const stopWithinMs = 4_000
/** How often a place, or a platform, that is closed to us is tried again, should nobody tell us that it was mended. */
const closedMs = 600_000

/** Twice as long each time, and by chance up to half of it less, so that what failed together does not come back together. */
export const backoffMs = (attempts: number, random: () => number) =>
  Math.round(Math.min(longestBackoffMs, 500 * 2 ** attempts) * (1 - random() / 2))

type How = {
  /** How long a place rests after each message, in milliseconds. */
  restMs?: number | undefined
  /** Chance, from 0 to 1. */
  random: () => number
}

/** Sends what is queued, lane by lane in order, woken by each commit; retries what a platform did not take (decision 003). */
export const createOutbox = (ctx: Context, messenger: Messenger, record: (sent: Sent) => void, how: How) => {
  const { restMs = laneRestMs, random } = how
  let isStopped = false
  let wake: () => void = () => undefined
  let running: Promise<void> = Promise.resolve()
  const sending = new Set<Promise<void>>()
  let slow = 0
  let isBusy = false
  let lostClaim: string | null = null

  /** Notes a channel that was found closed, and says whether what belongs there waits. */
  const found = async (placeId: string, { closesPlace }: VendorError): Promise<boolean> => {
    const broken = closesPlace === null ? null : await boundChannel(ctx, placeId)
    if (closesPlace === null || broken === null) return false
    if (broken.isNews) {
      const state = await messenger.look(broken).catch(() => null)
      // A platform may refuse a call for less than it tells when it is asked about the place itself.
      await breakPlace(ctx, placeId, state?.fault ?? closesPlace, state?.name ?? null)
    }
    return true
  }

  /** Gives a message up, and tells who can do something about it; the lane goes on. */
  const bury = async (message: Queued, token: string, vendor: VendorError | null, said: string) => {
    const why = vendor?.isElsewhere ? 'absent' : vendor?.isPermanent ? 'refused' : vendor ? 'unanswered' : 'broken'
    const isOver = await ctx.db.transaction(async (tx) => {
      const end = { state: 'dead', pauseMs: 0, error: said } as const
      const isOurs = await finishMessage({ db: tx }, token, message, end)
      if (isOurs) await noteDeath(ctx, tx, message, { why, said: vendor && said })
      return isOurs
    })
    if (isOver && message.payload.kind === 'card') await tellLostQuestion(ctx, String(message.payload.card))
    ctx.wake()
  }

  const send = async (message: Queued, token: string) => {
    const startedAt = performance.now()
    const kind = String(message.payload.kind)
    const end = (outcome: Sent['outcome'], error?: unknown) =>
      record({ kind, outcome, ms: performance.now() - startedAt, lane: message.lane, ...(error ? { error } : {}) })
    const holding = setInterval(() => holdLane(ctx, token, message).catch(() => undefined), leaseMs / 3)
    try {
      const went =
        kind === 'card'
          ? await sendCard(ctx, messenger, message, String(message.payload.card))
          : await sendText(ctx, messenger, message)
      // Where nothing went out, the place needs no rest: redraws of one card become one.
      const of = went === null ? { pauseMs: 0 } : { pauseMs: restMs, isTaken: true, externalId: went.externalId }
      await finishMessage(ctx, token, message, { state: 'sent', error: null, ...of })
      end('done')
    } catch (error) {
      const vendor = error instanceof VendorError ? error : null
      // What is closed to us is mended by people, and that may take days: until then its messages wait.
      const waits = vendor !== null && ((await found(message.lane, vendor)) || vendor.closesAll)
      const isDead = !waits && (vendor?.isPermanent || message.attempts >= attemptsAtMost)
      const said = vendor ? vendor.message : 'internal'
      if (isDead) await bury(message, token, vendor, said)
      else {
        const throttledMs = waits ? closedMs : (vendor?.retryAfterMs ?? null)
        await finishMessage(ctx, token, message, {
          state: 'queued',
          pauseMs: throttledMs ?? backoffMs(message.attempts, random),
          error: said,
          counts: throttledMs === null,
        })
      }
      end(isDead ? 'dead' : 'retry', error)
    } finally {
      clearInterval(holding)
    }
  }

  /** The store went away while an attempt was noted: the message is queued again as soon as it is back, or when its lease is over. */
  const giveBack = async (message: Queued, token: string, error: unknown) => {
    record({ kind: 'finish', outcome: 'retry', ms: 0, lane: message.lane, error })
    for (let waitedMs = 0; waitedMs < leaseMs && !isStopped; waitedMs += giveBackMs) {
      await sleep(giveBackMs)
      const again = { state: 'queued', pauseMs: 0, error: 'store' } as const
      const isBack = await finishMessage(ctx, token, message, again).then(
        () => true,
        () => false,
      )
      if (isBack) return
    }
  }

  const turn = async (): Promise<number> => {
    const free = Math.min(lanesAtOnce - (sending.size - slow), sendingAtMost - sending.size)
    if (free <= 0) return longestIdleMs
    isBusy = false
    if (lostClaim !== null) {
      await freeClaim(ctx, lostClaim)
      lostClaim = null
    }
    const token = ctx.newId()
    const messages = await claimMessages(ctx, token, free).catch((error: unknown) => {
      lostClaim = token
      throw error
    })
    isBusy = messages.length === free
    for (const message of messages) {
      let isSlow = false
      const slowly = setTimeout(() => {
        isSlow = true
        slow++
        wake()
      }, slowMs)
      const sent: Promise<void> = send(message, token)
        .catch((error: unknown) => giveBack(message, token, error))
        .finally(() => {
          clearTimeout(slowly)
          if (isSlow) slow--
          sending.delete(sent)
          wake()
        })
      sending.add(sent)
    }
    return messages.length > 0 ? 0 : ((await nextMessageIn(ctx)) ?? longestIdleMs)
  }

  const loop = async () => {
    while (!isStopped) {
      let wasWoken = false
      const woken = new Promise<void>((done) => {
        wake = () => {
          wasWoken = true
          done()
        }
      })
      const waitMs = await turn().catch((error: unknown) => {
        record({ kind: 'turn', outcome: 'retry', ms: 0, lane: '', error })
        return 1_000
      })
      if (waitMs > 0 && !wasWoken && !isStopped) {
        const timer = new AbortController()
        const { signal } = timer
        const pause = sleep(Math.min(waitMs + 5, longestIdleMs), undefined, { signal }).catch(() => undefined)
        await Promise.race([woken, pause])
        timer.abort()
      }
      if (!isStopped) await sleep(isBusy ? busyGatherMs : gatherMs)
    }
    await Promise.all(sending)
  }

  return {
    /** `isAlone`: no other process works on this store, so whoever holds a lane is gone. */
    start: ({ isAlone = false } = {}) => {
      running = (isAlone ? freeLanes(ctx) : endPauses(ctx)).catch(() => undefined).then(loop)
    },
    wake: () => wake(),
    /** Takes nothing new, and returns when what is under way has ended, or after 4 s. */
    stop: async () => {
      isStopped = true
      wake()
      await inTime(running, stopWithinMs)
    },
  }
}
