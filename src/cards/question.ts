import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import type { Question } from '../../db/queries/question.ts'
import { atTime, say } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { type Button, buttons, type Drawing, line, type Part } from './card.ts'
import { sampleFacts } from './sample.ts'
import { nameOf } from './words.ts'

const isOpen = (question: Question) =>
  !question.isTakenBack && question.question !== null && question.answeredAt === null

const reply = (question: Question): Button => ({
  label: 'button.reply',
  word: 'ask',
  variant: `reply/${question.id}`,
  does: 'asks',
  tone: 'primary',
})

const quoted = (text: string | null): Part[] => (text === null ? [] : [line(say('word.plain', { text }), 'quote')])

const cameOf = (question: Question): Part[] => {
  if (question.isTakenBack) return [line(say('question.takenBack'))]
  if (question.answeredAt === null) return []
  return [line(say('question.answered', { at: atTime(question.answeredAt) })), ...quoted(question.answer)]
}

/** A colleague's question, in the direct messages of whom it was asked; answered or taken back, it asks no more (domain §8). */
export const drawQuestion = (facts: HandoffFacts, question: Question | null): Drawing => {
  const by = question?.asker ?? say('word.somebody')
  const title = say('question.title', { by, name: nameOf(facts) })
  if (question === null) return { parts: [line(title, 'title')], summary: title }
  return {
    parts: [
      line(title, 'title'),
      ...quoted(question.question),
      ...cameOf(question),
      buttons(facts.handoff.number, isOpen(question) ? [reply(question), act.show] : [act.show]),
    ],
    summary: title,
  }
}

const asked: Question = {
  id: '01990000-0000-7000-8000-000000000001',
  at: new Date('2026-11-20T09:00:00Z'),
  askerId: 'sample',
  asker: 'Lena Vogt',
  askedId: 'sample',
  asked: 'Felix Amsel',
  question: 'Did the group in Turin ask, or Officina alone?',
  isTakenBack: false,
  answeredAt: null,
  answeredBy: null,
  answer: null,
}
const answeredAt = new Date('2026-11-20T09:30:00Z')

export const examples: Record<string, Drawing> = {
  asked: drawQuestion(sampleFacts, asked),
  answered: drawQuestion(sampleFacts, { ...asked, answeredAt, answeredBy: 'Felix Amsel', answer: 'Officina alone.' }),
  takenBack: drawQuestion(sampleFacts, { ...asked, isTakenBack: true }),
  gone: drawQuestion(sampleFacts, null),
}
