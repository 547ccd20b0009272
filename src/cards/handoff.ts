import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { isReason } from '../domain/reasons.ts'
import { type Stage, stageIcon, stages } from '../domain/stages.ts'
import { atTime, inDots, onDay, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act } from './acts.ts'
import { buttons, type Drawing, line, type Mentioned, type Part } from './card.ts'
import { handoffButtons } from './handoff-buttons.ts'
import { drawOwned, reasonIn } from './owned.ts'
import { sampleAt, sampleFacts } from './sample.ts'
import { dueOf, isLate, lineOf, nameOf, numberOf, whoIs } from './words.ts'

/** The first line of every card of a hand-off: stage word first, so that it reads without the icon (product §3). */
export const titleOf = (facts: HandoffFacts): Sentence =>
  say('card.title', {
    icon: isLate(facts) ? '🔴' : stageIcon[facts.handoff.stage],
    stage: facts.handoff.stage,
    number: numberOf(facts),
    who: whoIs(facts),
  })

const asked = (facts: HandoffFacts): Part[] =>
  facts.signals.length === 0
    ? []
    : [
        line(
          say('card.signals', {
            signals: inDots(
              facts.signals
                .slice(0, 3)
                .map((one) => say('card.signal', { kind: wordFor('source', one.kind), at: atTime(one.at) })),
            ),
          }),
        ),
      ]

const where = (facts: HandoffFacts): Part => {
  const { handoff } = facts
  const items: Value[] = [`P${handoff.priority}`]
  if (handoff.fit !== null) items.push(say('card.fit', { points: handoff.fit }))
  if (handoff.behaviour !== null) items.push(say('card.behaviour', { points: handoff.behaviour }))
  if (handoff.source !== null) items.push(say('card.source', { source: wordFor('source', handoff.source) }))
  if (handoff.campaign !== null) items.push(say('card.campaign', { campaign: handoff.campaign }))
  if (facts.submitter !== null) items.push(say('card.by', { by: facts.submitter }))
  if (handoff.reopens !== null) items.push(say('card.reopens', { number: `#${handoff.reopens}` }))
  if (handoff.sameCompanyAs !== null) items.push(say('card.sameCompany', { number: `#${handoff.sameCompanyAs}` }))
  return line(say('card.dots', { items: inDots(items) }), 'quiet')
}

const quoted = (text: string | null): Part[] => (text ? [line(say('word.plain', { text }), 'quote')] : [])

/** Who had it and gave it back, where it waits not for the first time. */
const givenBack = (facts: HandoffFacts): Part[] => {
  const last = lineOf(facts, 'release')
  if (!last) return []
  const by = last.by ?? say('word.somebody')
  return [line(say('card.released', { by, at: atTime(last.at), reason: reasonIn(last, 'release') }))]
}

/** Why now, and the message that it was handed off from: quoted where it says something else, and linked. */
const said = ({ handoff, message, quote }: HandoffFacts): Part[] => [
  ...quoted(handoff.why),
  ...(quote === handoff.why ? [] : quoted(quote)),
  ...(message === null ? [] : [{ part: 'link' as const, text: say('card.message'), url: message }]),
]

const waiting = (facts: HandoffFacts): Part => {
  const who = facts.offered ?? facts.queue?.title ?? say('word.somebody')
  const due = dueOf(facts, 'accept')
  if (due === null) return line(say('card.waiting', { who }))
  if (!isLate(facts, 'accept')) return line(say('card.waitingBy', { who, due: atTime(due) }))
  const late = say('card.waitingLate', { who, due: atTime(due) })
  return line(facts.backup === null ? late : say('card.alsoOffered', { late, backup: facts.backup }))
}

/** A gate that was passed by an override stays marked on the card (domain §7). */
const overridden = ({ handoff }: HandoffFacts): Value[] =>
  handoff.override === null ? [] : [say('card.override', { reason: wordFor('reason', `override.${handoff.override}`) })]

const qualified = (facts: HandoffFacts): Part[] => {
  const by = lineOf(facts, 'qualify')
  const due = dueOf(facts, 'ae_decision')
  const sentBack = lineOf(facts, 'confirm', 'sendback')
  const said: Value[] = [
    ...(sentBack?.verb === 'sendback'
      ? [
          say('card.sentBack', {
            by: sentBack.by ?? say('word.somebody'),
            at: atTime(sentBack.at),
            reason: wordFor('reason', `sendback.${String(sentBack.entered.reason ?? 'other')}`),
          }),
        ]
      : []),
    say('card.qualified', {
      by: by?.by ?? facts.owner ?? say('word.somebody'),
      at: atTime(by?.at ?? facts.handoff.sqlAt ?? facts.handoff.stageAt),
    }),
  ]
  if (facts.handoff.score !== null) said.push(say('card.score', { score: facts.handoff.score }))
  said.push(...overridden(facts))
  if (facts.ae !== null)
    said.push(due ? say('card.withAeBy', { ae: facts.ae, due: atTime(due) }) : say('card.withAe', { ae: facts.ae }))
  return [line(say('card.dots', { items: inDots(said) }))]
}

const confirmed = (facts: HandoffFacts): Part[] => {
  const by = lineOf(facts, 'confirm')
  const said: Value[] = [
    say('card.confirmed', {
      by: by?.by ?? facts.ae ?? say('word.somebody'),
      at: atTime(by?.at ?? facts.handoff.sqoAt ?? facts.handoff.stageAt),
    }),
    ...overridden(facts),
  ]
  return [line(say('card.dots', { items: inDots(said) }))]
}

const closed = (facts: HandoffFacts): Part[] => {
  const { handoff } = facts
  const by = lineOf(facts, 'nurture', 'disqualify', 'reject', 'win', 'lose')
  const who = by?.by ?? say('word.somebody')
  const at = atTime(handoff.stageAt)
  if (handoff.stage === 'WON') return [line(say('card.won', { by: by?.by ?? facts.ae ?? who, at }))]
  const group =
    handoff.stage === 'NURTURE'
      ? 'recycle'
      : handoff.stage === 'LOST'
        ? 'lost'
        : isReason('hard', handoff.reason ?? '')
          ? 'hard'
          : 'soft'
  const reason: Value = handoff.reason === null ? say('word.dash') : wordFor('reason', `${group}.${handoff.reason}`)
  if (handoff.stage === 'NURTURE')
    return [
      line(
        handoff.returnsOn
          ? say('card.nurtureUntil', { by: who, at, reason, date: onDay(handoff.returnsOn) })
          : say('card.nurture', { by: who, at, reason }),
      ),
    ]
  return [line(say('card.closed', { by: who, at, reason }))]
}

/** What it was merged into; without a merge, its beginning was taken back. */
const merged = (facts: HandoffFacts): Part[] => {
  const into = facts.handoff.mergedInto === null ? say('word.unknown') : `#${facts.handoff.mergedInto}`
  const by = lineOf(facts, 'merge')
  if (!by && facts.handoff.reopens !== null) return [line(say('card.reopenedInVain', { other: into }))]
  return [line(say('card.merged', { into, by: by?.by ?? say('word.somebody'), at: atTime(facts.handoff.stageAt) }))]
}

const reopened = (facts: HandoffFacts): Part[] => {
  const { reopenedAs } = facts.handoff
  if (reopenedAs === null) return []
  const last = lineOf(facts, 'reopen', 'renew')
  const [at, as] = [atTime(last?.at ?? facts.handoff.stageAt), `#${reopenedAs}`]
  if (last?.verb === 'renew') return [line(say('card.renewedAs', { at, as }))]
  return [line(say('card.reopenedAs', { by: last?.by ?? say('word.somebody'), at, as }))]
}

const ended = (facts: HandoffFacts): Part[] => [...closed(facts), ...reopened(facts), where(facts)]

const mql = (facts: HandoffFacts): Part[] => [
  ...said(facts),
  ...asked(facts),
  where(facts),
  ...givenBack(facts),
  waiting(facts),
]

const sal = (facts: HandoffFacts): Part[] => [drawOwned(facts), ...said(facts), where(facts)]

const faces: Record<Stage, (facts: HandoffFacts) => Part[]> = {
  NEW: (facts) => [...said(facts), where(facts)],
  MQL: mql,
  SAL: sal,
  SQL: (facts) => [...qualified(facts), where(facts)],
  SQO: (facts) => [...confirmed(facts), where(facts)],
  WON: ended,
  LOST: ended,
  NURTURE: ended,
  DISQUALIFIED: ended,
  MERGED: (facts) => [...merged(facts), where(facts)],
}

const gone = (facts: HandoffFacts, isBound: boolean): Part[] => [
  line(say(isBound ? 'card.goneTo' : 'card.notHere', { queue: facts.queue?.title ?? say('word.unknown') })),
  where(facts),
  buttons(facts.handoff.number, [act.history]),
]

/** Who is at work and may take it; it calls them once, when it comes (domain §5). */
const calls = (people: readonly Mentioned[] = []): Part[] =>
  people.length === 0 ? [] : [{ part: 'mentions', text: say('card.atWork'), people: [...people] }]

/** Whether it waits for the queue that stands there, or for its help. */
const isAskedHere = ({ handoff }: HandoffFacts, { queueId }: { queueId: string | null }) =>
  queueId !== null && (queueId === handoff.queueId || queueId === handoff.backupQueueId)

/**
 * The card of a hand-off in a place: one face a stage (product §3). Where it waits for a queue that does not stand in
 * that place, the copy there says so and asks for nothing.
 */
export const drawHandoff = (facts: HandoffFacts, place: { queueId: string | null; atWork?: Mentioned[] }): Drawing => ({
  parts: [
    line(titleOf(facts), 'title'),
    ...(facts.handoff.stage === 'MQL' && !isAskedHere(facts, place)
      ? gone(facts, place.queueId !== null)
      : [
          ...faces[facts.handoff.stage](facts),
          ...(facts.handoff.stage === 'MQL' ? calls(place.atWork) : []),
          ...handoffButtons(
            facts.handoff.stage,
            facts.handoff.number,
            facts.handoff.mergedInto ?? facts.handoff.reopenedAs,
          ),
        ]),
  ],
  summary: say('card.summary', { stage: facts.handoff.stage, name: nameOf(facts) }),
})

const dueAt = new Date('2026-11-13T09:00:00Z')
const late = [{ id: 'accept', clock: 'accept', startedAt: dueAt, dueAt, breachedAt: dueAt }]
const here = { queueId: sampleFacts.handoff.queueId }
const reason = 'not_ready'

/** Every face, and the copy in a place that the hand-off has left. */
export const examples: Record<string, Drawing> = {
  ...Object.fromEntries(stages.map((stage) => [stage, drawHandoff(sampleAt(stage, { reason }), here)])),
  late: drawHandoff({ ...sampleAt('MQL'), due: late }, here),
  lateAndHelped: drawHandoff({ ...sampleAt('MQL'), due: late, offered: null, backup: 'Nordics' }, here),
  callsWhoIsAtWork: drawHandoff(sampleAt('MQL', { priority: 1 }), {
    ...here,
    atWork: [
      { name: 'Giulia Conti', reach: 'U0GIULIA' },
      { name: 'Marco Ferri', reach: 'U0MARCO' },
    ],
  }),
  gone: drawHandoff(sampleAt('MQL'), { queueId: 'another' }),
  notHere: drawHandoff(sampleAt('MQL'), { queueId: null }),
  mergedIntoAnother: drawHandoff(sampleAt('MERGED', { mergedInto: 212 }), here),
  reopened: drawHandoff(sampleAt('LOST', { reason: 'price', reopenedAs: 415 }), here),
  reopens: drawHandoff(sampleAt('MQL', { reopens: 212 }), here),
  reopenedInVain: drawHandoff(sampleAt('MERGED', { reopens: 212, mergedInto: 212 }), here),
}
