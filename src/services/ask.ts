import { readAskable } from '../../db/queries/askable.ts'
import { type Question, readOpenQuestion, readQuestion } from '../../db/queries/question.ts'
import { clip } from '../domain/plain-text.ts'
import { type Refused, refuse } from '../domain/refusal.ts'
import { say } from '../texts/sentence.ts'
import type { Context } from './context.ts'
import { type Asker, type Moved, move, type Situation } from './move.ts'
import { named } from './named.ts'

export type Part = 'submitter' | 'owner'
export type Askable = { part: Part; id: string; name: string }

/** So much of a question is told again with its answer. */
const quotedAtMost = 300

/**
 * Whom somebody may ask about a hand-off, never oneself, and nobody twice (domain §8): the likelier to know first, but
 * whoever was never seen here comes last.
 */
export const askableOn = async (
  ctx: Context,
  { handoff, actor }: Situation,
): Promise<{ ok: true; people: [Askable, ...Askable[]] } | Refused> => {
  const parts = [
    { part: 'submitter' as const, id: handoff.submitterId },
    { part: 'owner' as const, id: handoff.ownerId },
  ]
  const wanted = parts.filter(
    ({ id }, i) => id !== null && id !== actor.id && parts.findIndex((one) => one.id === id) === i,
  )
  const known = await readAskable(
    ctx.db,
    wanted.flatMap(({ id }) => id ?? []),
  )
  const found = wanted.flatMap(({ part, id }) => {
    const person = known.find((one) => one.id === id)
    return person ? [{ part, ...person }] : []
  })
  const [first, ...rest] = found
    .filter((one) => one.isReachable)
    .toSorted((one, other) => Number(other.isJoined) - Number(one.isJoined))
  if (first) return { ok: true, people: [first, ...rest] }
  return found.length > 0
    ? refuse({ key: 'notReachable', number: handoff.number, names: found.map((one) => one.name) })
    : refuse({ key: 'nobodyToAsk', number: handoff.number })
}

export type AskedQuestion = Moved & { asked: string }

/** Asks the submitter or the owner; the question stands in their direct messages until it is answered (domain §8). */
export const askQuestion = async (
  ctx: Context,
  number: number,
  asker: Asker,
  question: string,
  part: Part | null,
): Promise<AskedQuestion | Refused> => {
  let asked = ''
  const moved = await move(ctx, 'ask', number, asker, async (one, line) => {
    const found = await askableOn(ctx, one)
    if (!found.ok) return found
    const to = found.people.find((person) => person.part === part) ?? found.people[0]
    asked = to.name
    return {
      ok: true,
      steps: [{ verb: 'ask', entered: { question, askedOf: to.id } }],
      cards: [{ id: ctx.newId(), placeId: to.id, card: `question:${line(0)}` }],
    }
  })
  if (!moved.ok || asked !== '') return moved.ok ? { ...moved, asked } : moved
  const before = moved.lines[0] ? await readQuestion(ctx.db, moved.situation.handoff.id, moved.lines[0]) : null
  return { ...moved, asked: before?.asked ?? '' }
}

/** The question that a reply is about, or why it cannot be answered by this person now. */
export const questionFor = async (
  ctx: Context,
  { handoff, actor }: Situation,
  line: string | null,
): Promise<{ ok: true; question: Question & { question: string } } | Refused> => {
  const { number } = handoff
  const found = line
    ? await readQuestion(ctx.db, handoff.id, line)
    : await readOpenQuestion(ctx.db, handoff.id, actor.id)
  if (!found || found.isTakenBack || found.question === null) return refuse({ key: 'noQuestion', number })
  if (found.askedId !== actor.id)
    return refuse({ key: 'notYours', number, verb: 'reply', whose: found.asked === null ? [] : [found.asked] })
  if (found.answeredAt) return refuse({ key: 'answeredAlready', number, by: found.answeredBy, at: found.answeredAt })
  return { ok: true, question: { ...found, question: found.question } }
}

export type Replied = Moved & { asker: string | null }

/** Answers a question: into the thread of the hand-off's cards, and to who asked (domain §8, `ask`). */
export const replyTo = async (
  ctx: Context,
  number: number,
  asker: Asker,
  line: string | null,
  answer: string,
): Promise<Replied | Refused> => {
  let name: string | null = null
  const moved = await move(ctx, 'reply', number, asker, async (one) => {
    const found = await questionFor(ctx, one, line)
    if (!found.ok) return found
    const { question } = found
    const by = one.actor.name
    name = question.asker
    return {
      ok: true,
      steps: [{ verb: 'reply', entered: { answer, replyTo: question.id, asker: question.askerId } }],
      tells: [{ to: question.askerId, text: say('told.answered', { by, name: named(one), answer }), show: true }],
      thread: say('told.answeredThread', {
        asker: question.asker ?? say('word.somebody'),
        question: clip(question.question, quotedAtMost),
        by,
        answer,
      }),
    }
  })
  if (!moved.ok) return moved
  const before = name === null && line ? await readQuestion(ctx.db, moved.situation.handoff.id, line) : null
  return { ...moved, asker: name ?? before?.asker ?? null }
}
