/**
 * Does work once for all who ask for the same thing at the same time. Who asks while it is being done gets the next: no
 * answer is older than its question.
 */
export const createShared = <Answer>(work: (key: string) => Promise<Answer>) => {
  type Run = { now: Promise<Answer>; next: Promise<Answer> | null }
  const runs = new Map<string, Run>()

  const start = (key: string): Promise<Answer> => {
    const run: Run = { now: work(key), next: null }
    runs.set(key, run)
    const end = () => {
      if (run.next === null) runs.delete(key)
    }
    run.now.then(end, end)
    return run.now
  }

  return (key: string): Promise<Answer> => {
    const run = runs.get(key)
    if (!run) return start(key)
    const again = () => start(key)
    run.next ??= run.now.then(again, again)
    return run.next
  }
}
