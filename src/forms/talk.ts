import { type Sentence, say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'

/** The longest note, question and answer that a form takes. */
export const longest = { note: 2_000, question: 1_000, answer: 2_000 }

const text = (id: 'note' | 'question' | 'answer', label: Sentence, hint: Sentence): Field => ({
  field: 'text',
  id,
  label,
  hint,
  isLong: true,
  maxLength: longest[id],
})

/** The form of Note; under it stands who reads it (product §3). */
export const noteForm = (number: number): Form => ({
  word: 'note',
  about: number,
  title: say('form.note', { number: `#${number}` }),
  submit: 'button.save',
  fields: [text('note', say('field.note'), say('hint.thread'))],
})

/** The form of Ask; where two may know, it lets choose (domain §8). */
export const askForm = (number: number, people: [Option, ...Option[]]): Form => ({
  word: 'ask',
  about: number,
  title: say('form.ask', { number: `#${number}` }),
  submit: 'button.ask',
  fields: [
    {
      field: 'choice',
      id: 'to',
      label: say('field.askWhom'),
      options: people,
      initial: people[0].value,
    },
    text('question', say('field.question'), say('hint.question')),
  ],
})

/** The form of Reply to a question; `line` is that of the question in the history. */
export const replyForm = (number: number, asked: { line: string; by: string | null; question: string }): Form => ({
  word: 'ask',
  variant: `reply/${asked.line}`,
  about: number,
  title: say('form.reply', { number: `#${number}` }),
  submit: 'button.reply',
  fields: [
    { field: 'say', text: say('form.asked', { by: asked.by ?? say('word.somebody'), question: asked.question }) },
    text('answer', say('field.answer'), say('hint.answer')),
  ],
})

export const examples: Record<string, Form> = {
  note: noteForm(398),
  ask: askForm(398, [
    { value: 'submitter', label: say('form.askSubmitter', { name: 'Felix Amsel' }) },
    { value: 'owner', label: say('form.askOwner', { name: 'Giulia Conti' }) },
  ]),
  reply: replyForm(398, { line: 'sample', by: 'Paolo Greco', question: 'Who else decides at Officina?' }),
}
