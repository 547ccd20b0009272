import type { Found } from '../../db/queries/find.ts'
import { atTime, inDots, say, type Value } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { buttons, line, type Part } from './card.ts'
import { rowTitle } from './rows.ts'

const rowOf = (row: Found): Part[] => {
  const details: Value[] = []
  if (row.owner !== null) details.push(say('find.owner', { owner: row.owner }))
  else if (row.queue !== null) details.push(say('find.queue', { queue: row.queue }))
  details.push(say('find.since', { at: atTime(row.since, 'date') }))
  return [line(say('find.row', { items: inDots([rowTitle(row), ...details]) })), buttons(row.number, [act.show])]
}

/** What a search found, the newest first; `hasMore` when there is more than is shown (product §2). */
export const drawFind = (text: string, found: Found[], hasMore: boolean): Part[] => {
  if (text === '') return [line(say('find.what'))]
  if (found.length === 0) return [line(say('find.nothing', { text }))]
  return [
    line(say('find.title', { text }), 'title'),
    ...found.flatMap(rowOf),
    ...(hasMore ? [line(say('find.more'), 'quiet')] : []),
  ]
}

const since = new Date('2026-11-20T09:00:00Z')
const some: Found[] = [
  {
    number: 412,
    stage: 'SAL',
    name: 'Katrin Weiss',
    company: 'Adlerwerk GmbH',
    queue: 'DACH',
    owner: 'Lena Vogt',
    since,
  },
  { number: 77, stage: 'NURTURE', name: null, company: 'Adlerwerk GmbH', queue: 'DACH', owner: null, since },
  { number: 3, stage: 'NEW', name: null, company: null, queue: null, owner: null, since },
]

export const examples: Record<string, Part[]> = {
  some: drawFind('adler', some, true),
  nothing: drawFind('100%_x', [], false),
  unasked: drawFind('', [], false),
}
