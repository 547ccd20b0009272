import type { Part } from '../cards/card.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { limits } from './limits.ts'

const asidesAtMost = 1_000

/** Whose card it is, and in which message. */
type At = { person: string; conversation: string; message: string }

const keyOf = ({ person, conversation, message }: At) => JSON.stringify([person, conversation, message])

/**
 * Remembers what somebody was told below a card for them alone. A redraw for everybody takes it off their screen, often
 * within the same second; their client then asks for their own view anew, and the words are to stand in that too.
 */
export const createAsides = (now: () => number) => {
  const kept = new Map<string, { said: readonly Part[]; until: number }>()
  return {
    keep: (at: At, said: readonly Part[]) => {
      if (said.length === 0) kept.delete(keyOf(at))
      else keepNewest(kept, keyOf(at), { said, until: now() + limits.asideMs }, asidesAtMost)
    },
    recall: (at: At): readonly Part[] => {
      const found = kept.get(keyOf(at))
      return found && now() < found.until ? found.said : []
    },
  }
}
