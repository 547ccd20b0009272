import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { optionalText } from '../src/forms/inputs.ts'
import { askForm, longest, replyForm } from '../src/forms/talk.ts'
import { type Askable, askableOn, askQuestion, questionFor, replyTo } from '../src/services/ask.ts'
import { situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { say } from '../src/texts/sentence.ts'

const typedReply = /^reply:\s*/i

/** The question that a tapped Reply, or its form, is about; null for what is typed. */
const repliesTo = ({ intent }: Asked<unknown>): string | null =>
  /^reply\/(?<line>[0-9a-f-]{36})$/.exec(intent.variant ?? '')?.groups?.line ?? null

const optionOf = ({ part, name }: Askable) => ({
  value: part,
  label: say(part === 'owner' ? 'form.askOwner' : 'form.askSubmitter', { name }),
})

const openReply = async (asked: Asked<Record<string, unknown>>): Promise<Reply> => {
  const { ctx, asker, number } = asked
  const checked = await situationFor(ctx, 'reply', number, asker)
  if (!checked.ok) return refused(checked.refusal)
  const found = await questionFor(ctx, checked.situation, repliesTo(asked))
  if (!found.ok) return refused(found.refusal)
  const { id, asker: by, question } = found.question
  return openForm(replyForm(number, { line: id, by, question }))
}

/** A question to who handed it off or owns it, and with Reply their answer (domain §8). */
export const verb = command({
  word: 'ask',
  kind: 'verb',
  about: 'handoff',
  variants: { reply: { isReply: true } },
  input: z
    .object({
      isReply: z.boolean().default(false),
      to: z.enum(['submitter', 'owner'], { error: 'error.choice' }).nullable().default(null),
      question: optionalText(longest.question),
      answer: optionalText(longest.answer),
    })
    .refine((given) => given.isReply || given.question !== null, { error: 'error.required', path: ['question'] })
    .refine((given) => !given.isReply || given.answer !== null, { error: 'error.required', path: ['answer'] }),
  typed: (text) =>
    typedReply.test(text) ? { isReply: true, answer: text.replace(typedReply, '') } : { question: text },
  ask: async (asked) => {
    const { ctx, asker, number, input } = asked
    if (input.isReply === true) return openReply(asked)
    const checked = await situationFor(ctx, 'ask', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const found = await askableOn(ctx, checked.situation)
    if (!found.ok) return refused(found.refusal)
    const [first, ...rest] = found.people
    return openForm(askForm(number, [optionOf(first), ...rest.map(optionOf)]))
  },
  run: async (asked) => {
    const { ctx, asker, number, input } = asked
    if (input.isReply) {
      const replied = await replyTo(ctx, number, asker, repliesTo(asked), input.answer ?? '')
      if (!replied.ok) return refused(replied.refusal)
      const name = named(replied.situation)
      return whisper(line(say('done.answered', { asker: replied.asker ?? say('word.somebody'), name })))
    }
    const done = await askQuestion(ctx, number, asker, input.question ?? '', input.to)
    if (!done.ok) return refused(done.refusal)
    return whisper(line(say('done.asked', { asked: done.asked, name: named(done.situation) })))
  },
})
