import type { CameBack, WeekFacts } from '../../db/queries/friday.ts'
import { isReason } from '../domain/reasons.ts'
import type { Stage } from '../domain/stages.ts'
import { inDots, type List, onDay, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act } from './acts.ts'
import { type Button, buttons, type Drawing, line, type Part } from './card.ts'
import { moreRows, rowTitle } from './rows.ts'

/** From which day on it counts, the first day of its week, and whether the month that it counts is the present one. */
type Counted = { since: string; monday: string; isThisMonth: boolean }

const reasonOf = (stage: Stage, reason: string): Sentence => {
  const group = stage === 'NURTURE' ? 'recycle' : isReason('hard', reason) ? 'hard' : 'soft'
  return wordFor('reason', `${group}.${reason}`)
}

const becameOf = ({ accepted, sqo, won }: WeekFacts): List => ({
  as: 'list',
  items: [
    say('friday.accepted', { count: accepted }),
    ...(sqo > 0 ? [say('friday.sqo', { count: sqo })] : []),
    ...(won > 0 ? [say('friday.won', { count: won })] : []),
  ],
  join: 'commas',
})

const backWords = ({ back, most }: WeekFacts): Sentence[] => {
  if (back === 0) return []
  if (most === null) return [say('friday.back', { count: back })]
  return [say('friday.backMost', { count: back, reason: reasonOf(most.stage, most.reason) })]
}

const whichOnes = (since: string): Button => ({
  label: 'button.whichOnes',
  word: 'mine',
  does: 'runs',
  variant: `back/${since}`,
})

/** What became of what somebody handed off, at the end of a week in which some of it moved. */
export const drawFriday = (facts: WeekFacts, { since, monday, isThisMonth }: Counted): Drawing => {
  const values = { count: facts.count, became: becameOf(facts) }
  const counted = isThisMonth ? say('friday.month', values) : say('friday.since', { ...values, since: onDay(since) })
  const said = [
    ...(facts.count > 0 ? [counted] : []),
    ...backWords(facts),
    ...(facts.earlier > 0 ? [say('friday.earlier', { count: facts.earlier, since: onDay(monday) })] : []),
  ]
  return {
    parts: [
      line(said.reduce((one, next) => say('friday.then', { one, next }))),
      ...(facts.back > 0 ? [buttons(null, [whichOnes(since)])] : []),
    ],
    summary: say('friday.summary'),
  }
}

const detailsOf = ({ stage, reason, returnsOn }: CameBack): Value[] => [
  ...(reason === null ? [] : [reasonOf(stage, reason)]),
  ...(stage === 'NURTURE' && returnsOn !== null ? [say('mine.returns', { date: onDay(returnsOn) })] : []),
]

/** Which ones came back, and why; the newest first. */
export const drawCameBack = (rows: readonly CameBack[], since: string): Part[] => {
  const total = rows[0]?.total ?? 0
  return [
    line(say('friday.which', { count: total, since: onDay(since) }), rows.length === 0 ? undefined : 'title'),
    ...rows.flatMap((row) => [
      line(say('mine.row', { items: inDots([rowTitle(row), ...detailsOf(row)]) })),
      buttons(row.number, [act.show]),
    ]),
    ...moreRows(total - rows.length),
  ]
}

const november = { since: '2026-11-01', monday: '2026-11-16', isThisMonth: true }
const facts: WeekFacts = {
  ...{ count: 31, accepted: 20, sqo: 3, won: 1, back: 6, moved: 9, earlier: 0 },
  most: { stage: 'NURTURE', reason: 'not_ready' },
}
const nothingYet = { ...facts, accepted: 0, sqo: 0, won: 0, back: 0, most: null }
const person = { name: 'Piotr Voss', company: 'Jernia AS', total: 12 }

export const examples: Record<string, Drawing | Part[]> = {
  month: drawFriday(facts, november),
  begun: drawFriday({ ...facts, earlier: 4 }, { since: '2026-11-01', monday: '2026-11-30', isThisMonth: false }),
  onlyEarlier: drawFriday({ ...nothingYet, count: 0, earlier: 2 }, november),
  nothingYet: drawFriday(nothingYet, november),
  imported: drawFriday({ ...facts, most: null }, november),
  cameBack: drawCameBack(
    [
      { ...person, number: 409, stage: 'NURTURE', reason: 'no_budget', returnsOn: '2027-02-20' },
      { ...person, number: 411, stage: 'DISQUALIFIED', reason: 'spam', returnsOn: null },
      { ...person, number: 412, stage: 'DISQUALIFIED', reason: null, returnsOn: null },
    ],
    '2026-11-01',
  ),
  noneCameBack: drawCameBack([], '2026-11-01'),
}
