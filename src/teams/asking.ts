import type { Dispatch } from '../chat/dispatch.ts'
import type { Intent } from '../chat/intent.ts'
import type { Reply } from '../chat/reply.ts'
import type { Form } from '../forms/form.ts'
import { type Again, againOf } from './reply.ts'
import type { Titles } from './titles.ts'

/** A form to show, with what stands in it; or words. */
export type Asked = { form: Form; again: Again } | { reply: Exclude<Reply, { kind: 'form' }> }

/**
 * Runs an intent. Teams does not send a form back with what was entered in it: one that was refused is asked for again
 * and shown with all that was typed, so that nothing is lost.
 */
export const createAsking = (dispatch: Dispatch, titlesOf: Titles) => {
  const formOf = async (intent: Intent): Promise<Form | null> => {
    const again = await dispatch({ ...intent, variant: 'redraw', delivery: `${intent.delivery}:again` })
    return again.kind === 'form'
      ? { ...(intent.variant === null ? {} : { variant: intent.variant }), ...again.form }
      : null
  }

  /** `was` is the variant that the form is of, where a button in it is of another. */
  return async (intent: Intent, was: string | null = null): Promise<Asked> => {
    const reply = await dispatch(intent)
    if (reply.kind === 'form') {
      const isRedrawn = intent.surface === 'form' && intent.variant === 'redraw'
      if (!isRedrawn) return { form: reply.form, again: {} }
      const form = { ...(was === null ? {} : { variant: was }), ...reply.form }
      return { form, again: { entered: intent.input, titles: await titlesOf(form, intent.input) } }
    }
    const again = intent.surface === 'form' ? againOf(reply, intent) : null
    const form = again && (await formOf({ ...intent, variant: was ?? intent.variant }))
    return form && again ? { form, again: { ...again, titles: await titlesOf(form, intent.input) } } : { reply }
  }
}

export type Ask = ReturnType<typeof createAsking>
