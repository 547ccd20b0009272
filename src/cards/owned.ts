import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { atTime, inDots, type Sentence, say, span, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { line, type Part } from './card.ts'
import { dueOf, isLate, lineOf } from './words.ts'

type Line = NonNullable<ReturnType<typeof lineOf>>

/** A reason that a line of history names, in words. */
export const reasonIn = ({ entered }: Line, group: string) =>
  wordFor('reason', `${group}.${String(entered.reason ?? 'other')}`)

/** From when on it could be accepted: since its card was seen, or since its last owner gave it back. */
const openSince = (facts: HandoffFacts): Date | null => lineOf(facts, 'release')?.at ?? facts.handoff.postedAt

const accepted = (facts: HandoffFacts, by: string | null, at: Date): Sentence => {
  const since = openSince(facts)
  const values = { by: by ?? say('word.somebody'), at: atTime(at) }
  if (since === null || at <= since) return say('card.accepted', values)
  return say('card.acceptedAfter', { ...values, after: span(at.getTime() - since.getTime()) })
}

/** How it came to whoever owns it now: accepted, returned by its AE, or given by a colleague. */
const howItCame = (facts: HandoffFacts): Sentence => {
  const { handoff } = facts
  const last = lineOf(facts, 'accept', 'return', 'reassign')
  const owner = facts.owner ?? say('word.nobody')
  if (last === null) return say('card.accepted', { by: owner, at: atTime(handoff.salAt ?? handoff.stageAt) })
  const values = { by: last.by ?? say('word.somebody'), at: atTime(last.at), owner }
  if (last.verb === 'return') return say('card.returned', { ...values, reason: reasonIn(last, 'return') })
  if (last.verb === 'reassign') return say('card.given', values)
  return accepted(facts, facts.owner ?? last.by, last.at)
}

/** What the card of an SAL says: how it came to its owner, and what is due next. */
export const drawOwned = (facts: HandoffFacts): Part => {
  const first = dueOf(facts, 'first_touch')
  const qualify = dueOf(facts, 'qualify')
  const said: Value[] = [howItCame(facts)]
  if (first)
    said.push(
      isLate(facts, 'first_touch')
        ? say('clock.first_touch.late', { at: atTime(first) })
        : say('card.touchBy', { due: atTime(first) }),
    )
  else if (qualify)
    said.push(
      isLate(facts, 'qualify')
        ? say('clock.qualify.late', { at: atTime(qualify) })
        : say('card.qualifyBy', { due: atTime(qualify) }),
    )
  if (facts.handoff.callBackAt) said.push(say('card.callBack', { at: atTime(facts.handoff.callBackAt) }))
  return line(say('card.dots', { items: inDots(said) }))
}
