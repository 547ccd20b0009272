import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { clocks } from '../domain/settings.ts'
import { type Standing, seesPrivate } from '../domain/standing.ts'
import { allOf, atTime, inDots, money, onDay, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { answersOf } from './ae.ts'
import { line, type Part } from './card.ts'
import { titleOf } from './handoff.ts'
import { drawLine, type Names } from './history-line.ts'
import { withoutPrivate } from './private.ts'
import { dueWords } from './rows.ts'
import { sampleFacts } from './sample.ts'
import { actsOn } from './show-buttons.ts'
import { lineOf } from './words.ts'

/** Who looks: what they see and may do follows from their standing. `isHistory` asks for the history alone. */
export type ShowView = { standing: Standing; names: Names; now: Date; isHistory: boolean }

/** So much of the history stands beside the rest. */
const storyLength = 15

const dots = (items: Value[], tone?: 'quiet'): Part[] =>
  items.length === 0 ? [] : [line(say('card.dots', { items: inDots(items) }), tone)]

const contactOf = ({ lead }: HandoffFacts): Part[] =>
  dots([lead.phone, lead.email].filter((one): one is string => one !== null))

const scoresOf = ({ handoff, queue }: HandoffFacts): Part[] => {
  const items: Value[] = [`P${handoff.priority}`]
  if (handoff.fit !== null) items.push(say('card.fit', { points: handoff.fit }))
  if (handoff.behaviour !== null) items.push(say('card.behaviour', { points: handoff.behaviour }))
  if (handoff.source !== null) items.push(say('card.source', { source: wordFor('source', handoff.source) }))
  if (handoff.campaign !== null) items.push(say('card.campaign', { campaign: handoff.campaign }))
  if (queue !== null) items.push(say('find.queue', { queue: queue.title }))
  return dots(items, 'quiet')
}

/** Who handed off, accepted, qualified and confirmed, and when (product §6). */
const peopleOf = (facts: HandoffFacts): Part[] => {
  const { handoff } = facts
  const items: Value[] = []
  const first = handoff.mqlAt ?? handoff.receivedAt
  items.push(
    facts.submitter === null
      ? say('show.received', { at: atTime(first) })
      : say('show.handedOff', { by: facts.submitter, at: atTime(first) }),
  )
  const say_ = (key: 'show.accepted' | 'show.qualified' | 'show.confirmed', by: string | null, at: Date) =>
    items.push(say(key, { by: by ?? say('word.somebody'), at: atTime(at) }))
  if (handoff.salAt) say_('show.accepted', lineOf(facts, 'accept')?.by ?? facts.owner, handoff.salAt)
  if (handoff.sqlAt) say_('show.qualified', lineOf(facts, 'qualify')?.by ?? facts.owner, handoff.sqlAt)
  if (handoff.sqoAt) say_('show.confirmed', lineOf(facts, 'confirm')?.by ?? facts.ae, handoff.sqoAt)
  if (facts.owner !== null && facts.owner !== (lineOf(facts, 'accept')?.by ?? facts.owner))
    items.push(say('find.owner', { owner: facts.owner }))
  if (facts.ae !== null) items.push(say('show.ae', { ae: facts.ae }))
  return dots(items)
}

const verdicts = { pass: 'show.pass', fail: 'show.fail', incomplete: 'show.draft' } as const

const qualificationOf = (facts: HandoffFacts): Part[] => {
  const { qualification } = facts
  if (!qualification) return []
  const override = facts.handoff.override ?? qualification.overrideReason
  const judged: Value[] = [
    say('show.qualification', {
      framework: qualification.framework.title,
      score: qualification.score ?? 0,
      verdict: say(verdicts[qualification.isDraft ? 'incomplete' : qualification.verdict]),
    }),
  ]
  if (override !== null) judged.push(say('card.override', { reason: wordFor('reason', `override.${override}`) }))
  return [
    ...dots(judged),
    ...answersOf(facts),
    ...(qualification.overrideNote ? [line(say('word.plain', { text: qualification.overrideNote }), 'quote')] : []),
  ]
}

const opportunityOf = ({ handoff }: HandoffFacts): Part[] => {
  const items: Value[] = []
  if (handoff.amountMinor !== null && handoff.currency !== null)
    items.push(money(handoff.amountMinor, handoff.currency))
  if (handoff.closeDate !== null) items.push(say('show.close', { at: onDay(handoff.closeDate) }))
  if (handoff.nextStepBy !== null) items.push(say('show.nextStepBy', { at: onDay(handoff.nextStepBy) }))
  if (handoff.nextStep !== null) items.push(handoff.nextStep)
  return dots(items)
}

const dueOf = ({ handoff, due }: HandoffFacts, now: Date): Part[] => {
  // A promised call has its own words below; a silence is no limit.
  const items = due.flatMap((one) =>
    clocks.some((clock) => clock === one.clock) ? [dueWords(one.clock, one.dueAt, now)] : [],
  )
  if (handoff.callBackAt) items.push(dueWords('call_back', handoff.callBackAt, now))
  if (handoff.stage === 'NURTURE' && handoff.returnsOn)
    items.push(say('mine.returns', { date: onDay(handoff.returnsOn) }))
  return dots(items)
}

/** What it came from, what it goes on as, and what was merged into it (domain §4, §8). */
const linksOf = ({ handoff }: HandoffFacts): Part[] => {
  const items: Value[] = []
  if (handoff.reopens !== null) items.push(say('card.reopens', { number: `#${handoff.reopens}` }))
  if (handoff.reopenedAs !== null) items.push(say('show.reopenedAs', { number: `#${handoff.reopenedAs}` }))
  if (handoff.mergedInto !== null) items.push(say('show.mergedInto', { number: `#${handoff.mergedInto}` }))
  const absorbed = (handoff.absorbs ?? []).map((number) => `#${number}`)
  if (absorbed.length > 0) items.push(say('show.absorbed', { numbers: allOf(absorbed) }))
  return dots(items)
}

/** Its own lines and those of what was merged into it, the newest first; those bear the number they had. */
const allLines = ({ lines, absorbed }: HandoffFacts) =>
  absorbed.length === 0
    ? lines.map((one) => ({ ...one, number: null }))
    : [...lines.map((one) => ({ ...one, number: null })), ...absorbed].toSorted(
        (one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1),
      )

/** The newest lines, told in the order in which they happened. */
const storyOf = (facts: HandoffFacts, names: Names, length: number): Part[] => {
  const all = allLines(facts)
  const shown = all.slice(0, length)
  const earlier = all.length - shown.length
  const items: Sentence[] = shown.toReversed().map((one) => drawLine(one, names, one.number))
  if (items.length === 0) return []
  return [
    line(say('show.history'), 'title'),
    ...(earlier > 0 ? [line(say('show.earlier', { count: earlier }), 'quiet')] : []),
    { part: 'list', items },
  ]
}

/** Whose the hidden part is, for whoever may not see it. */
const hiddenNote = (facts: HandoffFacts): Part => {
  const people = [facts.submitter, facts.owner, facts.ae].filter((name): name is string => name !== null)
  const who: Value[] = [...new Set(people), ...(facts.queue ? [say('find.queue', { queue: facts.queue.title })] : [])]
  return line(who.length > 0 ? say('show.private', { who: allOf(who) }) : say('show.privateManagers'), 'quiet')
}

/** One hand-off whole: stage, scores, people, qualification, what is due, history (product §6, `show`). */
export const drawShow = (all: HandoffFacts, view: ShowView): Part[] => {
  const isPrivate = seesPrivate(view.standing)
  const facts = isPrivate ? all : withoutPrivate(all)
  const about = {
    number: facts.handoff.number,
    stage: facts.handoff.stage,
    hasAe: facts.handoff.aeId !== null,
    hasEarlier: !view.isHistory && facts.lines.length + facts.absorbed.length > storyLength,
    goesOnAs: facts.handoff.mergedInto ?? facts.handoff.reopenedAs,
  }
  const whole: Part[] = view.isHistory
    ? []
    : [
        ...contactOf(facts),
        ...(facts.handoff.why ? [line(say('word.plain', { text: facts.handoff.why }), 'quote')] : []),
        ...scoresOf(facts),
        ...peopleOf(facts),
        ...qualificationOf(facts),
        ...opportunityOf(facts),
        ...dueOf(facts, view.now),
        ...linksOf(facts),
      ]
  return [
    line(titleOf(facts), 'title'),
    ...whole,
    ...storyOf(facts, view.names, view.isHistory ? facts.lines.length + facts.absorbed.length : storyLength),
    ...(isPrivate ? [] : [hiddenNote(facts)]),
    ...(facts.lead.erasedAt ? [] : actsOn(about, view.standing)),
  ]
}

const nobody: Standing = {
  roles: [],
  isOwner: false,
  isAe: false,
  isSubmitter: false,
  isOffered: false,
  isQueueMember: false,
  isQueueManager: false,
}
const view: ShowView = {
  standing: { ...nobody, isAe: true },
  names: { queues: new Map([['italy', 'Italy']]), members: new Map() },
  now: new Date('2026-11-20T09:00:00Z'),
  isHistory: false,
}

const joined: HandoffFacts = {
  ...sampleFacts,
  handoff: { ...sampleFacts.handoff, absorbs: [415], reopens: 212 },
  absorbed: sampleFacts.lines.slice(-1).map((one) => ({ ...one, number: 415 })),
}

export const examples: Record<string, Part[]> = {
  participant: drawShow(sampleFacts, view),
  outsider: drawShow(sampleFacts, { ...view, standing: nobody }),
  joined: drawShow(joined, view),
  history: drawShow(sampleFacts, { ...view, isHistory: true }),
}
