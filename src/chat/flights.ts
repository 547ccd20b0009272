import { inTime } from './in-time.ts'

/** Keeps count of what is under way, so that a stop can wait for it. */
export const createFlights = () => {
  const running = new Set<Promise<unknown>>()

  const track = <T>(work: Promise<T>): Promise<T> => {
    const end = () => {
      running.delete(work)
    }
    running.add(work)
    work.then(end, end)
    return work
  }

  /** Resolves when nothing is under way any more. */
  const settled = async () => {
    while (running.size > 0) await Promise.allSettled(running)
  }

  /** Resolves when nothing is under way any more, or after so many milliseconds. */
  const drain = async (ms: number) => {
    await inTime(settled(), ms)
  }

  return { track, settled, drain }
}

export type Flights = ReturnType<typeof createFlights>
