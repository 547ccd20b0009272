/**
 * Gives `saved`: it resolves when all that has happened so far is saved; saves that are asked for meanwhile are gathered
 * into one.
 */
export const createSaver = (
  state: { rev: number },
  save: ((snapshot: unknown) => Promise<void>) | undefined,
): (() => Promise<void>) => {
  let savedRev = state.rev
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const run = async () => {
    const { rev } = state
    await save?.(structuredClone(state))
    savedRev = rev
  }
  const start = (): Promise<void> => {
    next = null
    running = run().finally(() => {
      running = null
    })
    return running
  }
  return async () => {
    if (!save || savedRev === state.rev) return
    if (!running) return start()
    next ??= running.then(start, start)
    return next
  }
}
