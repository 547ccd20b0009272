type Kept<Answer> = { at: number; answer: Promise<Answer> }

/** Requests whose answers are remembered: enough for some seconds of the heaviest load; the store's own keys hold for longer. */
const atMost = 10_000

/**
 * Runs the work of a request once: a repeat within `keptMs` gets the answer of the first, also while that is still under
 * way. What failed is forgotten, so that a repeat may try again.
 */
export const createOnce = <Answer>(keptMs: number, now: () => number) => {
  const kept = new Map<string, Kept<Answer>>()
  const forgetOld = () => {
    for (const [key, { at }] of kept) {
      if (now() - at <= keptMs && kept.size < atMost) return
      kept.delete(key)
    }
  }
  return (key: string | null, work: () => Promise<Answer>): Promise<Answer> => {
    if (key === null) return work()
    const known = kept.get(key)
    if (known && now() - known.at <= keptMs) return known.answer
    forgetOld()
    const answer = work()
    kept.set(key, { at: now(), answer })
    answer.catch(() => kept.delete(key))
    return answer
  }
}
