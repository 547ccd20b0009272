import { v7 } from 'uuid'
import type { Clockwork } from '../services/context.ts'

export type MovableClock = Clockwork & {
  /** How far it is from the real time, in milliseconds; 0 where it shows that. */
  movedMs: () => number
  moveBy: (ms: number) => void
  moveTo: (at: Date) => void
  /** Back to the real time. */
  reset: () => void
}

/** A clock that goes on by itself and can be moved, for the product and the people it plays with. A restart brings the real time back. */
export const createClock = (): MovableClock => {
  let movedMs = 0
  return {
    now: () => new Date(Date.now() + movedMs),
    // Ids stay in the order in which they were made, wherever the clock stands.
    newId: v7,
    movedMs: () => movedMs,
    moveBy: (ms) => {
      movedMs += ms
    },
    moveTo: (at) => {
      movedMs = at.getTime() - Date.now()
    },
    reset: () => {
      movedMs = 0
    },
  }
}
