import type { HandedOff } from '../../db/queries/handed-off.ts'
import type { WaitingCount } from '../../db/queries/queue.ts'
import { atTime, type Sentence, say } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'
import { rowTitle } from './rows.ts'

/** What a Home tab shows beside a person's own list, by what they do (product §1). */
export type HomeFacts = {
  /** Of the queues that the person manages; null for who manages none. */
  waiting: Pick<WaitingCount, 'title' | 'n' | 'since'>[] | null
  handed: HandedOff[]
}

const waits = ({ title, n, since }: NonNullable<HomeFacts['waiting']>[number]): Sentence =>
  say('home.waits', { queue: title, count: n, since: atTime(since) })

const became = (row: HandedOff): Sentence => {
  const values = { row: rowTitle(row), since: atTime(row.since) }
  return row.owner === null ? say('home.became', values) : say('home.becameWith', { ...values, owner: row.owner })
}

/** What waits in the queues of a manager, and what became of what a marketer handed off last. */
export const drawHome = ({ waiting, handed }: HomeFacts): Part[] => [
  ...(waiting === null
    ? []
    : [
        line(say('home.waiting', { count: waiting.length }), 'title'),
        ...(waiting.length > 0 ? [{ part: 'list' as const, items: waiting.map(waits) }] : []),
      ]),
  ...(handed.length > 0
    ? [line(say('home.handed'), 'title'), { part: 'list' as const, items: handed.map(became) }]
    : []),
]

const since = new Date('2026-11-23T09:00:00Z')
const lead = { name: 'Katrin Weiss', company: 'Adlerwerk', since }

export const examples: Record<string, Part[]> = {
  manager: drawHome({ waiting: [{ title: 'DACH', n: 13, since }], handed: [] }),
  nothingWaits: drawHome({ waiting: [], handed: [] }),
  marketer: drawHome({
    waiting: null,
    handed: [
      { ...lead, number: 412, stage: 'SAL', owner: 'Lena Vogt' },
      { ...lead, number: 409, stage: 'MQL', owner: null },
    ],
  }),
}
