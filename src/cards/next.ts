import type { Candidate } from '../domain/rotation.ts'
import { allOf, say } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'

type Row = {
  queue: { title: string; mode: 'claim' | 'rotate' }
  next: { name: string } | null
  people: readonly Pick<Candidate, 'name' | 'isAway' | 'isAtWork' | 'untouched' | 'cap'>[]
}

const names = (people: Row['people']) => allOf(people.map(({ name }) => name))

const rowOf = ({ queue, next, people }: Row): Part[] => {
  const gone = people.filter(({ isAway }) => isAway)
  const full = people.filter(({ isAway, untouched, cap }) => !isAway && untouched >= cap)
  const first =
    queue.mode === 'claim'
      ? say('next.claim', { queue: queue.title })
      : next === null
        ? say('next.nobody', { queue: queue.title })
        : say('next.is', { queue: queue.title, name: next.name })
  return [
    line(first),
    ...(gone.length > 0 ? [line(say('next.away', { names: names(gone) }), 'quiet')] : []),
    ...(full.length > 0 && queue.mode === 'rotate' ? [line(say('next.full', { names: names(full) }), 'quiet')] : []),
  ]
}

/** Who is offered the next hand-off in each of some queues, and who is passed over and why (domain §5). */
export const drawNext = (rows: readonly Row[]): Part[] =>
  rows.length === 0 ? [line(say('next.none'))] : rows.flatMap(rowOf)

const person = (name: string, given: Partial<Candidate> = {}) => ({
  ...{ name, isAway: false, isAtWork: true, untouched: 0, cap: 10 },
  ...given,
})

export const examples: Record<string, Part[]> = {
  rotation: drawNext([
    {
      queue: { title: 'DACH', mode: 'rotate' },
      next: { name: 'Jonas Brandt' },
      people: [person('Lena Vogt', { isAway: true }), person('Jonas Brandt'), person('Mia Keller', { untouched: 10 })],
    },
    { queue: { title: 'Nordics', mode: 'claim' }, next: null, people: [person('Ingrid Dahl')] },
  ]),
  nobody: drawNext([{ queue: { title: 'Italy', mode: 'rotate' }, next: null, people: [] }]),
  none: drawNext([]),
}
