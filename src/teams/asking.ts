import { line, type Part } from '../cards/card.ts'
import type { Dispatch } from '../chat/dispatch.ts'
import type { Intent } from '../chat/intent.ts'
import type { Reply } from '../chat/reply.ts'
import type { Form } from '../forms/form.ts'
import { say } from '../texts/sentence.ts'
import { type Again, againOf } from './reply.ts'
import type { Titles } from './titles.ts'

/** What of a form somebody wrote, rather than picked: nobody wants to write that again. */
const writtenIn = ({ input }: Intent): Part[] => {
  const texts = Object.values(input).filter((value) => typeof value === 'string' && /\S\s+\S/.test(value))
  if (texts.length === 0) return []
  const quotes = texts.map((text) => line(say('word.plain', { text: String(text) }), 'quote'))
  return [line(say('form.entered'), 'quiet'), ...quotes]
}

/** What was entered without what is wrong: a form that is asked for with that might be refused as a whole. */
const withoutFaults = ({ input }: Intent, reply: Reply) =>
  reply.kind === 'errors'
    ? Object.fromEntries(Object.entries(input).filter(([id]) => !Object.hasOwn(reply.fields, id)))
    : input

/** A form to show, with what stands in it; or words. */
export type Asked = { form: Form; again: Again } | { reply: Exclude<Reply, { kind: 'form' }> }

/**
 * Runs an intent. Teams does not send a form back with what was entered in it: one that was refused is asked for again
 * and shown with all that was typed, so that nothing is lost.
 */
export const createAsking = (dispatch: Dispatch, titlesOf: Titles) => {
  const formOf = async (intent: Intent): Promise<Form | null> => {
    const again = await dispatch({ ...intent, isAgain: true, delivery: `${intent.delivery}:again` })
    return again.kind === 'form'
      ? { ...(intent.variant === null ? {} : { variant: intent.variant }), ...again.form }
      : null
  }

  /** `was` is the variant that the form is of, where a button in it is of another; a form of none says so. */
  return async (intent: Intent, was: string | null = null): Promise<Asked> => {
    const own = was === null ? intent.variant : was || null
    const reply = await dispatch(intent)
    if (reply.kind === 'form') {
      const isRedrawn = intent.surface === 'form' && intent.variant === 'redraw'
      if (!isRedrawn) return { form: reply.form, again: {} }
      const form = { ...(own === null ? {} : { variant: own }), ...reply.form }
      return { form, again: { entered: intent.input, titles: await titlesOf(form, intent.input) } }
    }
    const again = intent.surface === 'form' ? againOf(reply, intent) : null
    const form = again && (await formOf({ ...intent, variant: own, input: withoutFaults(intent, reply) }))
    if (form && again) return { form, again: { ...again, titles: await titlesOf(form, intent.input) } }
    // The form is of no use any more; what was written in it is shown, to be taken from there.
    const isLost = again !== null && reply.kind === 'whisper'
    return { reply: isLost ? { ...reply, parts: [...reply.parts, ...writtenIn(intent)] } : reply }
  }
}

export type Ask = ReturnType<typeof createAsking>
