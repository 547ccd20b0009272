import { isLoopback } from '../config/loopback.ts'
import type { Platform } from '../domain/platform.ts'
import { bad, type Finding, ok, warn } from '../texts/finding.ts'
import { say, span } from '../texts/sentence.ts'
import { inTime } from './in-time.ts'

/** What an edge noticed of the requests that came: when the last was taken, and when one was refused since nobody vouched for it. */
export type Noticed = { takenAt: number | null; refusedAt: number | null }

/** What somebody said, or what they threw; null when it took too long. */
type Asked<Answer> = { answer: Answer } | { error: unknown } | null

const recentMs = 3_600_000

/** What a platform says to a call, or what it throws. */
export const askInTime = <Answer>(call: Promise<Answer>, ms: number): Promise<Asked<Answer>> =>
  inTime(
    call.then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    ),
    ms,
  )

/** What is wrong with the requests of a platform: one of the last hour was refused, or all are; null where none was. */
export const refusalFinding = (platform: Platform, { takenAt, refusedAt }: Noticed, now: number): Finding | null => {
  if (refusedAt === null || now - refusedAt >= recentMs) return null
  const ago = span(now - refusedAt)
  return takenAt !== null && takenAt > refusedAt - recentMs
    ? warn(say(`doctor.${platform}.refusedOne`, { ago }))
    : bad(say(`doctor.${platform}.refused`, { ago }))
}

const isLocal = ({ hostname }: URL) => isLoopback(hostname) || hostname === '0.0.0.0'

/** Whether the public address answers, as far as this machine can tell. */
export const addressFindings = async (baseUrl: string, ms: number): Promise<Finding[]> => {
  if (isLocal(new URL(baseUrl))) return [warn(say('doctor.noAddress'))]
  const url = `${baseUrl}/healthz`
  const isThere = await fetch(url, { signal: AbortSignal.timeout(ms) }).then(
    (response) => response.ok,
    () => false,
  )
  return [isThere ? ok(say('doctor.address', { url: baseUrl })) : bad(say('doctor.addressShut', { url }))]
}
