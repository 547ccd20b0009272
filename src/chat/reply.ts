import { line, type Part } from '../cards/card.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Form } from '../forms/form.ts'
import type { TextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'

/** What a word answers. It names a card and never carries a shared one's drawing: those are redrawn from the store. */
export type Reply =
  /** For the asker alone; a refusal bears its key, which the log says. */
  | { kind: 'whisper'; parts: Part[]; refusal?: Refusal['key'] }
  /** A form to fill in. */
  | { kind: 'form'; form: Form }
  /** What is wrong, at each field of the form that was sent. */
  | { kind: 'errors'; fields: Record<string, Sentence> }
  /** What came of a form, shown in its stead; `close` is what leaving it as it is means. */
  | { kind: 'result'; title: Sentence; parts: Part[]; close?: TextKey }
  /** It is done, and the redrawn card says so. */
  | { kind: 'done' }

export type Whisper = Extract<Reply, { kind: 'whisper' }>

export const whisper = (...parts: Part[]): Whisper => ({ kind: 'whisper', parts })
export const openForm = (form: Form): Reply => ({ kind: 'form', form })
export const done: Reply = { kind: 'done' }

/** What is wrong in a form, as lines, where it cannot stand at its fields. */
export const listed = (reply: Extract<Reply, { kind: 'errors' }>): Part[] =>
  Object.values(reply.fields).map((text) => line(text))

export const doneParts: Part[] = [line(say('form.done'))]

/** The words of a reply that is no form, for where they stand alone. */
export const partsOf = (reply: Exclude<Reply, { kind: 'form' }>): Part[] => {
  switch (reply.kind) {
    case 'whisper':
      return reply.parts
    case 'result':
      return [line(reply.title, 'title'), ...reply.parts]
    case 'errors':
      return listed(reply)
    case 'done':
      return doneParts
    default:
      return reply satisfies never
  }
}
