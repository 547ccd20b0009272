import { type Candidate, type Skipped, skippedFor } from '../domain/rotation.ts'
import { allOf, say } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'

type Row = {
  queue: { title: string; mode: 'claim' | 'rotate' }
  next: { name: string } | null
  people: readonly Omit<Candidate, 'id'>[]
}

const names = (people: Row['people']) => allOf(people.map(({ name }) => name))

const rowOf = ({ queue, next, people }: Row): Part[] => {
  const passedOver = (why: Skipped): Part[] => {
    const some = people.filter((one) => skippedFor(one) === why)
    return some.length > 0 ? [line(say(`next.${why}`, { names: names(some) }), 'quiet')] : []
  }
  const first =
    queue.mode === 'claim'
      ? say('next.claim', { queue: queue.title })
      : next === null
        ? say('next.nobody', { queue: queue.title })
        : say('next.is', { queue: queue.title, name: next.name })
  return [
    line(first),
    ...passedOver('away'),
    ...(queue.mode === 'rotate' ? [...passedOver('full'), ...passedOver('today')] : []),
  ]
}

/** Who is offered the next hand-off in each of some queues, and who is passed over and why (domain §5). */
export const drawNext = (rows: readonly Row[]): Part[] =>
  rows.length === 0 ? [line(say('next.none'))] : rows.flatMap(rowOf)

const person = (name: string, given: Partial<Candidate> = {}) => ({
  ...{ name, isAway: false, isAtWork: true, untouched: 0, cap: 10, today: 0, capPerDay: null, offeredAt: null },
  ...given,
})

export const examples: Record<string, Part[]> = {
  rotation: drawNext([
    {
      queue: { title: 'DACH', mode: 'rotate' },
      next: { name: 'Jonas Brandt' },
      people: [
        person('Lena Vogt', { isAway: true }),
        person('Jonas Brandt'),
        person('Mia Keller', { untouched: 10 }),
        person('Oskar Lie', { today: 5, capPerDay: 5 }),
      ],
    },
    { queue: { title: 'Nordics', mode: 'claim' }, next: null, people: [person('Ingrid Dahl')] },
  ]),
  nobody: drawNext([{ queue: { title: 'Italy', mode: 'rotate' }, next: null, people: [] }]),
  none: drawNext([]),
}
