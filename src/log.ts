import type { Logger } from 'pino'
import { commands } from '../commands/index.ts'
import type { Counts } from './api/metrics.ts'
import type { Outcome } from './chat/dispatch.ts'
import type { Sent } from './jobs/outbox.ts'

/** What may be said of an error: its kind, code and place; a database error's message holds what people typed. */
export const faultOf = (error: unknown) => {
  if (!(error instanceof Error)) return typeof error
  const cause = error.cause
  const code =
    cause && typeof cause === 'object' && 'code' in cause ? cause.code : 'code' in error ? error.code : undefined
  return {
    name: error.name,
    code,
    at: error.stack
      ?.split('\n')
      .filter((row) => /^\s+at /.test(row))
      .slice(0, 6),
  }
}

/** What is no word of ours is something that a person wrote. */
const verbOf = (word: string) => (Object.hasOwn(commands, word) ? word : 'unknown')

/** Counts each answer, for `/metrics`. */
export const countIntent = (counts: Counts) => (one: Outcome) => {
  const { intent, outcome, ms } = one
  const came = outcome === 'failed' ? 'failed' : outcome.startsWith('refused') ? 'refused' : 'done'
  counts.answered({ platform: intent.actor.platform, verb: verbOf(intent.word), outcome: came, ms })
}

/** One line for each intent, when all of it is known: ids, and nothing that a person wrote. */
export const logIntent = (log: Logger) => (one: Outcome) => {
  const { intent, actor, outcome, ms, ref, error } = one
  const facts = {
    ref,
    verb: verbOf(intent.word),
    platform: intent.actor.platform,
    surface: intent.surface,
    place: intent.place?.externalId,
    actor: actor?.id,
    handoff: intent.about,
    outcome,
    ms: Math.round(ms),
  }
  if (error) log.error({ ...facts, fault: faultOf(error) }, 'intent')
  else log.info(facts, 'intent')
}

/** One line for each message that went out, or did not. */
export const logSent = (log: Logger) => (one: Sent) => {
  const facts = { job: 'outbox', kind: one.kind, lane: one.lane, outcome: one.outcome, ms: Math.round(one.ms) }
  if (one.outcome === 'done') log.debug(facts, 'sent')
  else log.warn({ ...facts, fault: faultOf(one.error) }, 'sent')
}

/** One line for each run of a job that did something, or could not. */
export const logJob = (log: Logger) => (job: string, done: number, error?: unknown) => {
  if (error) log.error({ job, fault: faultOf(error) }, 'job')
  else log.info({ job, done }, 'job')
}
