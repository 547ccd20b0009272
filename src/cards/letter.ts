import type { DeadLetter } from '../../db/queries/dead-letters.ts'
import { allOf, atTime, type Sentence, say, type Value } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { type Button, buttons, type Drawing, line } from './card.ts'

const button = (label: Button['label'], does: string, id: string): Button => ({
  label,
  word: 'doctor',
  does: 'runs',
  variant: `${does}/${id}`,
})

const whereOf = ({ member, queue, alerts }: DeadLetter['to']): Value => {
  if (member !== null) return say('letter.direct', { name: member })
  const bound: Value[] = [...(queue === null ? [] : [queue]), ...(alerts === null ? [] : [say('word.sqoAlerts')])]
  return bound.length === 0 ? say('word.itsChannel') : say('letter.channel', { what: allOf(bound) })
}

const nameOf = ({ handoff, lead }: DeadLetter): Sentence | null => {
  if (handoff === null) return null
  const number = `#${handoff.number}`
  if (!lead?.name || !lead.company)
    return say('card.name', { number, name: lead?.name ?? lead?.company ?? say('word.dash') })
  return say('card.nameAtCompany', { number, name: lead.name, company: lead.company })
}

/** What did not arrive, and where, in a sentence. */
export const lostWords = (one: DeadLetter): Sentence => {
  const [name, where] = [nameOf(one), whereOf(one.to)]
  if (name === null) return say('letter.lost', { where })
  return say(one.kind === 'card' ? 'letter.lostCard' : 'letter.lostAbout', { name, where })
}

/** Why it did not arrive, in a sentence. */
export const whyWords = ({ letter, to }: DeadLetter): Sentence => {
  if (letter === null) return say('letter.why.unknown')
  const said = letter.said ?? say('word.dash')
  const platform = say(`platform.${to.platform ?? 'slack'}`)
  return say(`letter.why.${letter.why}`, { count: letter.attempts, said, platform })
}

const settledWords = ({ letter, settledBy }: DeadLetter): Sentence | null => {
  if (letter?.settled == null || letter.settledAt === null) return null
  const by = settledBy ?? say('letter.commandLine')
  return say(`letter.${letter.settled}`, { by, at: atTime(letter.settledAt) })
}

/** A message that was given up, for who manages that queue: what, where, why, and what they may do about it. */
export const drawLetter = (one: DeadLetter): Drawing => {
  const settled = settledWords(one)
  const number = one.handoff?.number
  const open = one.letter && [
    button('button.retry', 'retry', one.letter.id),
    button('button.drop', 'drop', one.letter.id),
    ...(number === undefined ? [] : [{ ...act.show, about: number }]),
  ]
  return {
    parts: [
      line(lostWords(one), 'title'),
      line(whyWords(one)),
      ...(settled ? [line(settled, 'quiet')] : open ? [buttons(null, open)] : []),
    ],
    summary: say('letter.summary'),
  }
}

const at = new Date('2026-11-18T09:42:00Z')
const letter: NonNullable<DeadLetter['letter']> = {
  id: '0190c1de-0000-7000-8000-000000000001',
  tenantId: '0190c1de-0000-7000-8000-000000000002',
  outboxId: 71,
  why: 'unanswered',
  said: 'chat.postMessage: status 503',
  attempts: 12,
  at,
  settled: null,
  settledAt: null,
  settledBy: null,
}
const sample: DeadLetter = {
  outboxId: 71,
  kind: 'card',
  state: 'dead',
  lostAt: at,
  letter,
  handoff: { number: 412, queueId: null },
  lead: { name: 'Katrin Weiss', company: 'Adlerwerk GmbH' },
  to: { member: null, queue: 'DACH', alerts: null, platform: 'slack' },
  settledBy: null,
}
const direct = { member: 'Lena Vogt', queue: null, alerts: null, platform: 'teams' as const }

export const examples: Record<string, Drawing> = {
  card: drawLetter(sample),
  told: drawLetter({
    ...sample,
    kind: 'tell',
    to: direct,
    letter: { ...letter, why: 'refused', said: 'POST /v3/conversations/…/activities: 400 BadSyntax', attempts: 1 },
  }),
  broken: drawLetter({ ...sample, handoff: null, letter: { ...letter, why: 'broken', said: null } }),
  absent: drawLetter({ ...sample, kind: 'tell', to: direct, letter: { ...letter, why: 'absent', said: null } }),
  retried: drawLetter({ ...sample, letter: { ...letter, settled: 'retried', settledAt: at }, settledBy: 'Sofia Berg' }),
  dropped: drawLetter({ ...sample, letter: { ...letter, settled: 'dropped', settledAt: at } }),
}
