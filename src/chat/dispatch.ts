import type { z } from 'zod'
import { line } from '../cards/card.ts'
import { cleanLine } from '../domain/plain-text.ts'
import type { Field, Form } from '../forms/form.ts'
import { withTyped } from '../forms/typed.ts'
import type { Context } from '../services/context.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import type { Actor, Asked, Command } from './command.ts'
import type { Directory } from './directory.ts'
import { inTime } from './in-time.ts'
import type { Intent } from './intent.ts'
import { impliedBy, readNumber } from './number.ts'
import { refused } from './refusal.ts'
import { openForm, type Reply, whisper } from './reply.ts'
import { answerUnknown } from './unknown.ts'

export type Dispatch = (intent: Intent) => Promise<Reply>
export type Outcome = { intent: Intent; actor: Actor | null; outcome: string; ms: number; error?: unknown; ref: string }

type Wiring = {
  ctx: Context
  commands: Record<string, Command>
  /** Who this is, joined on first sight; null for guests, bots and people of other organisations. */
  whoIs: (who: Intent['actor']) => Promise<Actor | null>
  directory: Directory
  record: (outcome: Outcome) => void
}

/** After so long the word ends behind, and the person is told that it is not confirmed yet (product §6). */
const patienceMs = 2_000

/** So much of what was not understood is read back, in characters. */
const readBackAtMost = 100

/** Whether something was typed where a number may stand that is none, and that the word does not read either. */
const isNoNumber = (found: Command, text: string) => text.trim() !== '' && (!found.typed || /^\s*#?\d/.test(text))

/** Field errors by the id of the field: the messages of a schema are keys of the catalogue. */
const errorsOf = (error: z.ZodError): Record<string, Sentence> =>
  Object.fromEntries(
    error.issues.map((issue) => [
      String(issue.path[0] ?? ''),
      isTextKey(issue.message) ? say(issue.message) : say('error.invalid'),
    ]),
  )

const isStoreGone = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  if ('cause' in error && error.cause) return isStoreGone(error.cause)
  return 'code' in error && /^(CONN|ECONN|HUNG|57P|08|EPIPE|ETIMEDOUT|CONNECT)/.test(String(error.code))
}

const readInput = (found: Command, asked: Omit<Asked<unknown>, 'input'>) => {
  const { intent } = asked
  const typed = intent.surface === 'command' && intent.text !== '' ? found.typed?.(intent.text, asked) : undefined
  // What follows the name of a preset says what it is about.
  const preset = intent.variant === null ? undefined : found.variants?.[intent.variant.replace(/\/.*$/, '')]
  return { ...intent.input, ...typed, ...preset }
}

/** What is wrong, each with the label of its field, to stand above the fields. */
const aboveFields = ({ fields }: Form, wrong: Record<string, Sentence>): Field[] =>
  Object.entries(wrong).map(([id, error]) => {
    const field = fields.find((one) => 'id' in one && one.id === id)
    return { field: 'say', text: field && 'id' in field ? say('error.at', { field: field.label, error }) : error }
  })

const run = async (found: Command, asked: Omit<Asked<unknown>, 'input'>): Promise<Reply> => {
  const input = readInput(found, asked)
  const { intent } = asked
  // Nothing is done a second time, though the word has no form to show again.
  if (intent.isAgain) return (await (found.ask ?? found.again)?.({ ...asked, input })) ?? { kind: 'done' }
  if (found.ask && intent.variant === 'redraw') return found.ask({ ...asked, input })
  const parsed = found.input.safeParse(input)
  const reply: Reply = parsed.success
    ? await found.run({ ...asked, input: parsed.data })
    : { kind: 'errors', fields: errorsOf(parsed.error) }
  if (reply.kind !== 'errors' || intent.surface === 'form') return reply
  if (!found.ask) return whisper(...Object.values(reply.fields).map((text) => line(text)))
  const asks = await found.ask({ ...asked, input })
  if (asks.kind !== 'form') return asks
  // What was typed stays in the form; of what was not typed yet, the form itself asks.
  const wrong = Object.entries(reply.fields).filter(([id]) => parsed.success || Object.hasOwn(input, id))
  const form = withTyped(asks.form, input)
  return openForm({ ...form, fields: [...aboveFields(form, Object.fromEntries(wrong)), ...form.fields] })
}

const outcomeOf = (reply: Reply) =>
  reply.kind === 'whisper' && reply.refusal ? `refused:${reply.refusal}` : reply.kind

/** Makes the one way through: every intent runs one word and gives one reply, whatever surface it came from. */
export const createDispatch = ({ ctx, commands, whoIs, directory, record }: Wiring): Dispatch => {
  const words = Object.keys(commands)

  const answer = async (intent: Intent): Promise<{ reply: Reply; actor: Actor | null }> => {
    const actor = await whoIs(intent.actor)
    if (!actor) return { reply: refused({ key: 'notMember' }), actor }
    const found = Object.hasOwn(commands, intent.word) ? commands[intent.word] : undefined
    if (!found) return { reply: answerUnknown(intent, words), actor }
    const { number, text } = readNumber(found, intent, await impliedBy(ctx, actor, intent))
    if (number === 0) return { reply: refused({ key: 'unknownNumber', number, near: null }), actor }
    if (number === null && (found.about === 'handoff' || (found.about === 'either' && isNoNumber(found, intent.text))))
      return { reply: refused({ key: 'numberNeeded', word: found.word }), actor }
    // Not half of what somebody wrote: the rest may have been what mattered.
    const isTyped = intent.surface === 'command' && number !== null && !found.typed
    if (isTyped && text.trim() !== '') {
      const rest = cleanLine(text, readBackAtMost)
      return { reply: refused({ key: 'notUnderstood', text: rest, word: found.word, number }), actor }
    }
    const asker = { memberId: actor.id, delivery: intent.delivery, surface: intent.surface }
    const reply = await run(found, {
      ctx,
      actor,
      asker,
      intent: { ...intent, text: text.trim() },
      directory,
      number: number ?? 0,
    })
    return { reply, actor }
  }

  return async (intent) => {
    const startedAt = performance.now()
    const ref = intent.delivery.slice(-8)
    const end = (actor: Actor | null, outcome: string, error?: unknown) =>
      record({ intent, actor, outcome, ms: performance.now() - startedAt, ref, ...(error ? { error } : {}) })
    const work = answer(intent).then(
      ({ reply, actor }) => {
        end(actor, outcomeOf(reply))
        return reply
      },
      (error: unknown) => {
        end(null, 'failed', error)
        return isStoreGone(error) ? refused({ key: 'storeGone' }) : refused({ key: 'broken', ref })
      },
    )
    return (await inTime(work, patienceMs)) ?? refused({ key: 'storeSlow' })
  }
}
