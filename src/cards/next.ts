import { type Candidate, passedOver, whySkipped } from '../domain/rotation.ts'
import { allOf, say } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'

type Row = {
  queue: { title: string; mode: 'claim' | 'rotate' }
  next: { name: string } | null
  people: readonly Omit<Candidate, 'id'>[]
}

const names = (people: Row['people']) => allOf(people.map(({ name }) => name))

const rowOf = ({ queue, next, people }: Row): Part[] => {
  // Who claims needs no turn: there it is said alone who is not there.
  const reasons = queue.mode === 'claim' ? whySkipped.filter((one) => one === 'away') : whySkipped
  const all = passedOver(people)
  const skipped = reasons.flatMap((why) => {
    const some = all.flatMap((each) => (each.why === why ? [each.one] : []))
    return some.length > 0 ? [line(say(`next.${why}`, { names: names(some) }), 'quiet')] : []
  })
  const first =
    queue.mode === 'claim'
      ? say('next.claim', { queue: queue.title })
      : next === null
        ? say('next.nobody', { queue: queue.title })
        : say('next.is', { queue: queue.title, name: next.name })
  return [line(first), ...skipped]
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
        person('Nora Berg', { isAtWork: false }),
      ],
    },
    { queue: { title: 'Nordics', mode: 'claim' }, next: null, people: [person('Ingrid Dahl')] },
  ]),
  nobody: drawNext([{ queue: { title: 'Italy', mode: 'rotate' }, next: null, people: [] }]),
  none: drawNext([]),
}
