import { unroutedQueue } from './routing.ts'

type Named = { key: string; title: string }

/** The queue that somebody means by its key or its title. */
export const queueNamed = <Queue extends Named>(queues: readonly Queue[], text: string): Queue | undefined => {
  const wanted = text.toLowerCase()
  return queues.find(({ key, title }) => key.toLowerCase() === wanted || title.toLowerCase() === wanted)
}

/** The queues that somebody may send a hand-off to: into `unrouted` come those alone that no rule caught (domain §5). */
export const choosable = <Queue extends Named>(queues: readonly Queue[]): Queue[] =>
  queues.filter(({ key }) => key !== unroutedQueue)
