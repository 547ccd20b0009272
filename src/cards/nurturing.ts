import type { Nurturing } from '../../db/queries/nurturing.ts'
import { inDots, onDay, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act } from './acts.ts'
import { buttons, line, type Part } from './card.ts'
import { moreRows, rowTitle } from './rows.ts'

/** So many rows bear Show: the ones whose time comes first. */
const withButton = 5

const detailsOf = (row: Nurturing['rows'][number]): Value[] => {
  const details: Value[] = []
  if (row.returnsOn !== null) details.push(say('mine.returns', { date: onDay(row.returnsOn) }))
  if (row.stage === 'NURTURE' && row.reason !== null) details.push(wordFor('reason', `recycle.${row.reason}`))
  if (row.stage === 'NEW' && row.fit !== null) details.push(say('card.fit', { points: row.fit }))
  if (row.stage === 'NEW' && row.behaviour !== null) details.push(say('card.behaviour', { points: row.behaviour }))
  return details
}

/** Who ripens, by the date of return (product §2, `nurture` without a number). */
export const drawNurturing = ({ rows, total }: Nurturing): Part[] => {
  if (total === 0) return [line(say('mine.ripeNone'))]
  return [
    line(say('mine.ripe', { count: total }), 'title'),
    ...rows.flatMap((row, i) => [
      line(say('mine.row', { items: inDots([rowTitle(row), ...detailsOf(row)]) })),
      ...(i < withButton ? [buttons(row.number, [act.show])] : []),
    ]),
    ...moreRows(total - rows.length),
  ]
}

const since = new Date('2026-11-20T09:00:00Z')
const person = { name: 'Piotr Voss', company: 'Jernia AS', fit: 40, behaviour: 12, since, total: 20 }

export const examples: Record<string, Part[]> = {
  some: drawNurturing({
    total: 20,
    rows: [
      { ...person, number: 409, stage: 'NURTURE', reason: 'no_budget', returnsOn: '2027-02-20' },
      { ...person, number: 410, stage: 'NURTURE', reason: null, returnsOn: null },
      { ...person, number: 411, stage: 'NEW', reason: null, returnsOn: null },
    ],
  }),
  nobody: drawNurturing({ total: 0, rows: [] }),
}
