import { nothingQueued } from '../support/queued.ts'
import { actionOf, said } from './seen.ts'
import type { Stage } from './stage.ts'

/** Hands off leads by the form that Felix asks for in his own chat; each gives the number and its card in the channel. */
export const createHandOff = (stage: Stage) => {
  let leads = 0
  return async (fields: Record<string, string> = {}) => {
    leads++
    // What the outbox still has for Felix would stand below his form, and be taken for it.
    await nothingQueued(stage.db())
    await stage.say('Felix', 'Felix', 'new')
    const form = stage.see('Felix', 'Felix').at(-1)
    const lead = { name: `Lead ${leads}`, email: `lead${leads}@company${leads}.example`, company: `Company ${leads}` }
    const inputs = { ...lead, source: 'webinar', why: 'Asked for a call.', queue: 'dach', ...fields }
    await stage.tap('Felix', 'Felix', form?.id ?? '', actionOf(form?.card, 'Hand off'), inputs)
    const answer = stage.see('Felix', 'Felix').find(({ id }) => id === form?.id)
    const number = Number(/#(\d+) /.exec(said(answer?.card))?.[1])
    const card = await stage.sees('Lena', 'dach', new RegExp(`MQL · #${number}\\b`))
    await nothingQueued(stage.db())
    return { number, card }
  }
}
