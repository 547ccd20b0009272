import { readThreadNumber } from '../../db/queries/thread-number.ts'
import type { Context } from '../services/context.ts'
import type { Actor, Command } from './command.ts'
import type { Intent } from './intent.ts'

/** "412", "#412", "#412: no answer". Not "1.5", and not the first digits of something longer. */
const numberIn = /^\s*(#?)(\d{1,9})[,.:;!]?(?=\s|$)\s*/

/** The hand-off that the card of the thread is of; null outside of such a thread. */
export const impliedBy = async (ctx: Context, actor: Actor, { thread, place }: Intent): Promise<number | null> =>
  thread === undefined || place === null
    ? null
    : readThreadNumber(ctx.db, ctx.tenantId, {
        platform: place.platform,
        place: place.externalId,
        memberId: actor.id,
        message: thread,
      })

/**
 * Which hand-off a word is about, and what else was typed. Where the thread says it, a bare number may as well begin a
 * note ("3 people came"): then it counts only with a #, alone, or where it is that of the thread.
 */
export const readNumber = (found: Command, intent: Intent, implied: number | null) => {
  const typed = { number: intent.about ?? (found.about === 'none' ? null : implied), text: intent.text }
  const digits = intent.about === null && found.about !== 'none' ? numberIn.exec(intent.text) : null
  if (!digits) return typed
  const number = Number(digits[2])
  const text = intent.text.slice(digits[0].length)
  const isMeant = implied === null || digits[1] === '#' || number === implied || (text === '' && !found.takesNumber)
  return isMeant ? { number, text } : typed
}
