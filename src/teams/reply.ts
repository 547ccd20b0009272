import type { Intent } from '../chat/intent.ts'
import { listed, partsOf, type Reply } from '../chat/reply.ts'
import type { Form } from '../forms/form.ts'
import type { Reader } from '../texts/reader.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { type Card, cardOf, summaryOf } from './card.ts'
import { type Entered, formCard, formTitle } from './form.ts'
import { sayWhole } from './text.ts'

/** What Teams is answered with, and what is sent right after without holding the answer up. */
export type Answer = { body?: unknown; after?: () => Promise<void> }

const cardType = 'application/vnd.microsoft.card.adaptive'

/** The card as the person who tapped sees it from now on. */
export const cardAnswer = (card: Card): unknown => ({ statusCode: 200, type: cardType, value: card })

/** A line that the client shows for a moment; only of our own words, since it may be read as Markdown. */
export const toast = (sentence: Sentence, reader: Reader): unknown => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: sayWhole(sentence, reader),
})

const dialogWith = (title: string, card: Card): unknown => ({
  task: {
    type: 'continue',
    value: { title, height: 'large', width: 'medium', card: { contentType: cardType, content: card } },
  },
})

/** Closes the dialog and says so. */
const closing = (sentence: Sentence, reader: Reader): unknown => ({
  task: { type: 'message', value: sayWhole(sentence, reader) },
})

/** A form that is shown again: what was entered, what is wrong at which field, and words above it. */
export type Again = Pick<Parameters<typeof formCard>[2], 'entered' | 'errors' | 'said' | 'titles'>

type InDialog = { reader: Reader; place: string | null; title?: Sentence }

/** A form in a dialog. */
export const dialogForm = (form: Form, { reader, place }: InDialog, again: Again = {}): unknown =>
  dialogWith(formTitle(form, reader), formCard(form, reader, { way: 'dialog', place, ...again }))

/** What a reply that is no form says, in the dialog. */
export const dialogWords = (reply: Exclude<Reply, { kind: 'form' }>, { reader, title }: InDialog): unknown => {
  switch (reply.kind) {
    case 'done':
      return closing(say('form.done'), reader)
    case 'result':
      return dialogWith(summaryOf([reply.title], reader), cardOf(reply.parts, reader, 'dialog'))
    case 'whisper':
    case 'errors':
      return dialogWith(summaryOf([title ?? say('form.answer')], reader), cardOf(partsOf(reply), reader, 'dialog'))
    default:
      return reply satisfies never
  }
}

/** A form inside a message. */
export const messageForm = (form: Form, reader: Reader, place: string | null, again: Again = {}) => ({
  type: 'message' as const,
  summary: summaryOf([form.title], reader),
  attachments: [{ contentType: cardType, content: formCard(form, reader, { way: 'message', place, ...again }) }],
})

/** What is shown again above or in the fields of a form that was refused; null where the reply replaces the form. */
export const againOf = (reply: Reply, { input }: Intent): (Again & { entered: Entered }) | null => {
  if (reply.kind === 'errors') return { entered: input, errors: reply.fields }
  if (reply.kind === 'whisper' && reply.refusal !== undefined) return { entered: input, said: reply.parts }
  return null
}

/** What is wrong, as words alone: where the form cannot be drawn again. */
export const wordsAlone = (reply: Exclude<Reply, { kind: 'form' }>): Exclude<Reply, { kind: 'form' }> =>
  reply.kind === 'errors' ? { kind: 'whisper', parts: listed(reply) } : reply
