import type { Violation } from '../api.ts'

type State = { rev: number; violations: Violation[] }
type Fault = { where: string; error: string; messages?: string[]; args?: unknown; ms?: number }

const violationsAtMost = 200

/** How a fake tells that it has changed, and keeps a fault for the page and the tests. */
export type News = ReturnType<typeof createNews>

/** Tells whoever listens that a fake has changed, and keeps its newest faults for the page and the tests. */
export const createNews = (state: State, now: () => number) => {
  const listeners = new Set<() => void>()
  const changed = () => {
    state.rev += 1
    for (const listener of listeners) listener()
  }
  return {
    changed,
    violate: ({ where, error, messages = [], args = null, ms }: Fault): Violation => {
      const id = (state.violations.at(-1)?.id ?? 0) + 1
      const violation: Violation = { id, at: now(), where, error, messages, args, ms: ms ?? null }
      state.violations.push(violation)
      if (state.violations.length > violationsAtMost) state.violations.shift()
      changed()
      return violation
    },
    onChange: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
