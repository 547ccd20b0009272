import { type Sentence, say } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { buttons, type Drawing, line } from './card.ts'

/** What somebody is told of a hand-off, and what they may do about it: look, or begin anew where it was closed. */
export const drawNews = (text: Sentence, about: { number: number | null; isClosed: boolean }): Drawing => ({
  parts: [
    line(text),
    ...(about.number === null ? [] : [buttons(about.number, about.isClosed ? [act.history, act.reopen] : [act.show])]),
  ],
  summary: text,
})

const values = { by: 'Paolo Greco', name: '#398 Marta Ricci (Officina SpA)', reason: say('reason.lost.price') }

export const examples: Record<string, Drawing> = {
  plain: drawNews(say('told.erased'), { number: null, isClosed: false }),
  open: drawNews(say('told.acceptedPlain', { by: 'Lena Vogt', name: values.name }), { number: 398, isClosed: false }),
  closed: drawNews(say('told.disqualified', values), { number: 398, isClosed: true }),
}
