import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import type { NoticeRow } from '../../db/queries/notices.ts'
import { atTime, inDots, type Sentence, say } from '../texts/sentence.ts'
import { type Drawing, line, type Part } from './card.ts'
import { drawNews } from './news.ts'
import { moreRows, rowsShown, rowTitle } from './rows.ts'
import { sampleAt } from './sample.ts'
import { nameOf } from './words.ts'

/** One acceptance of an hour with more of them than are told at once (domain §6). */
export const drawAccepted = (facts: HandoffFacts, by: string): Drawing =>
  drawNews(say('told.acceptedPlain', { by, name: nameOf(facts) }), { number: facts.handoff.number, isClosed: false })

export const acceptedTitle = (rows: readonly NoticeRow[]): Sentence => say('notice.accepted', { count: rows.length })

const rowOf = ({ by, acceptedAt, ...row }: NoticeRow): Part => {
  const who = by ?? say('word.somebody')
  const how = say('notice.acceptedBy', { by: who, at: atTime(acceptedAt ?? row.dueAt) })
  return line(say('mine.row', { items: inDots([rowTitle(row), how]) }))
}

/** Who accepted what, of all that were gathered, the first first. */
export const drawAcceptedRows = (rows: readonly NoticeRow[]): Part[] => [
  line(acceptedTitle(rows), 'title'),
  ...rows
    .toSorted((one, other) => Number(one.acceptedAt) - Number(other.acceptedAt))
    .slice(0, rowsShown)
    .map(rowOf),
  ...moreRows(rows.length - rowsShown),
]

const at = new Date('2026-11-23T09:43:00Z')
const row = (number: number): NoticeRow => ({
  ...{ number, kind: 'accepted', clock: 'first_touch', startedAt: at, dueAt: at },
  ...{ stage: 'SAL', priority: 2, queue: 'DACH' },
  ...{ name: 'Katrin Weiss', company: 'Adlerwerk GmbH', by: 'Lena Vogt', acceptedAt: at },
})

export const examples: Record<string, Drawing | Part[]> = {
  one: drawAccepted(sampleAt('SAL'), 'Lena Vogt'),
  many: drawAcceptedRows(Array.from({ length: 12 }, (_, i) => row(412 + i))),
}
