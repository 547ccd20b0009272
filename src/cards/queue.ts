import type { Queue, QueuePerson, Waiting } from '../../db/queries/queue.ts'
import { allOf, anyOf, atTime, inDots, say, type Value } from '../texts/sentence.ts'
import { act, primary } from './acts.ts'
import { buttons, line, type Part } from './card.ts'
import { dueWords, listLength, moreRows, rowTitle } from './rows.ts'

/**
 * What waits, and who stands in the queues it waits in; `waiting` is as long as `total` or cut. `turns` names who is offered
 * the next hand-off of each queue in rotation; null where it is nobody's turn.
 */
export type QueueFacts = {
  queues: Queue[]
  people: QueuePerson[]
  waiting: Waiting[]
  total: number
  turns: ReadonlyMap<string, string | null>
}
export type QueueView = { memberId: string; isAdmin: boolean; now: Date }

/** So many rows bear Accept, of its own and of those that it helps with: who takes from a queue takes what waits longest. */
const acceptable = 2

const mayAccept = (row: Waiting, { people }: QueueFacts, { memberId, isAdmin }: QueueView) =>
  isAdmin ||
  row.offeredTo === memberId ||
  people.some(
    ({ queueId, memberId: id, part }) =>
      queueId === row.queueId && id === memberId && (part === 'member' || (part === 'manager' && row.helps === null)),
  )

const detailsOf = (row: Waiting, now: Date): Value[] => {
  const details: Value[] = [`P${row.priority}`]
  if (row.fit !== null) details.push(say('card.fit', { points: row.fit }))
  if (row.behaviour !== null) details.push(say('card.behaviour', { points: row.behaviour }))
  details.push(row.due === null ? say('queue.since', { at: atTime(row.since) }) : dueWords('accept', row.due, now))
  if (row.offered !== null) details.push(say('queue.offered', { name: row.offered }))
  if (row.helps !== null) details.push(say('queue.helps', { queue: row.helps }))
  return details
}

const rowsOf = (rows: Waiting[], facts: QueueFacts, view: QueueView): Part[] =>
  rows.flatMap((row, i) => [
    line(
      say('queue.row', {
        items: inDots([rowTitle(row, row.due !== null && row.due < view.now), ...detailsOf(row, view.now)]),
      }),
    ),
    ...(i < acceptable
      ? [buttons(row.number, mayAccept(row, facts, view) ? [primary(act.accept), act.show] : [act.show])]
      : []),
  ])

const next = (queue: Queue, { people, turns }: QueueFacts) => {
  const members = people.filter((one) => one.queueId === queue.id && one.part === 'member').map(({ name }) => name)
  if (members.length === 0) return say('queue.nobody')
  const turn = turns.get(queue.id)
  if (turn === null) return say('queue.nobodyFree')
  const names = turn === undefined ? members : [turn]
  return say('queue.next', { count: names.length, names: anyOf(names) })
}

const heading = (queue: Queue, facts: QueueFacts): Part[] => [
  line(say('queue.title', { queue: queue.title }), 'title'),
  line(next(queue, facts), 'quiet'),
]

const oneQueue = (queue: Queue, facts: QueueFacts, view: QueueView): Part[] => {
  const rows = facts.waiting.filter((row) => row.queueId === queue.id)
  const all = [false, true].flatMap((isHelp) =>
    rowsOf(
      rows.filter(({ helps }) => (helps !== null) === isHelp),
      facts,
      view,
    ),
  )
  return [...heading(queue, facts), ...(all.length > 0 ? all : [line(say('queue.empty'))])]
}

/** What waits for acceptance, oldest due first, and who may take it (product §2). */
export const drawQueue = (facts: QueueFacts, view: QueueView): Part[] => {
  // A queue where nothing waits is worth a line only when it was asked for.
  const waitsIn = facts.queues.filter(({ id }) => facts.waiting.some((row) => row.queueId === id))
  const named = facts.queues.length === 1 ? facts.queues : waitsIn
  if (named.length === 0)
    return [
      line(
        say('queue.emptyAll', { count: facts.queues.length, queues: allOf(facts.queues.map(({ title }) => title)) }),
      ),
    ]
  return [
    ...named.flatMap((queue) => oneQueue(queue, facts, view)),
    ...moreRows(facts.total - Math.min(facts.waiting.length, listLength)),
  ]
}

const dach = { id: 'dach', key: 'dach', title: 'DACH' }
const italy = { id: 'italy', key: 'italy', title: 'Italy' }
const lena: QueuePerson = { queueId: 'dach', memberId: 'lena', name: 'Lena Vogt', part: 'member' }
const moment = (time: string) => new Date(`2026-11-23T${time}:00Z`)
const row = (number: number, queueId: string, due: Date | null): Waiting => ({
  number,
  stage: 'MQL',
  queueId,
  name: 'Katrin Weiss',
  company: 'Adlerwerk GmbH',
  priority: 1,
  fit: 60,
  behaviour: 88,
  offeredTo: queueId === 'italy' ? 'marco' : null,
  offered: queueId === 'italy' ? 'Marco Ferri' : null,
  since: moment('08:41'),
  due,
  helps: null,
})
const rows = [row(412, 'dach', moment('08:47')), row(415, 'dach', moment('09:20')), row(416, 'italy', null)]
const view: QueueView = { memberId: 'lena', isAdmin: false, now: moment('09:00') }

const claimed = { turns: new Map<string, string | null>() }

export const examples: Record<string, Part[]> = {
  mine: drawQueue({ ...claimed, queues: [dach], people: [lena], waiting: rows.slice(0, 2), total: 20 }, view),
  helps: drawQueue(
    {
      ...claimed,
      queues: [italy],
      people: [{ ...lena, queueId: 'italy' }],
      waiting: [row(416, 'italy', null), { ...row(412, 'italy', moment('08:47')), helps: 'DACH', offered: null }],
      total: 2,
    },
    view,
  ),
  several: drawQueue(
    { ...claimed, queues: [dach, italy], people: [lena], waiting: rows, total: 3 },
    { ...view, memberId: 'felix' },
  ),
  turn: drawQueue(
    { queues: [dach], people: [lena], waiting: rows.slice(0, 1), total: 1, turns: new Map([['dach', 'Mia Keller']]) },
    view,
  ),
  nobodyFree: drawQueue(
    { queues: [dach], people: [lena], waiting: rows.slice(0, 1), total: 1, turns: new Map([['dach', null]]) },
    view,
  ),
  empty: drawQueue({ ...claimed, queues: [dach], people: [], waiting: [], total: 0 }, view),
  emptyAll: drawQueue({ ...claimed, queues: [dach, italy], people: [lena], waiting: [], total: 0 }, view),
}
